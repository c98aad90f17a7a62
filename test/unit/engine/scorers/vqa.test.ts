import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { softAccuracy, vqa } from '../../../../main/engine/scorers/vqa.ts';
import { normaliseAnswer } from '../../../../main/engine/scorers/vqa-answer.ts';
import { benchWith, item, temporaryFolder } from './support.ts';

const ten = (counts: Record<string, number>) =>
  Object.entries(counts).flatMap(([answer, n]) => Array<string>(n).fill(answer));

describe('soft accuracy, by vqaEval.py', () => {
  // ten times min(1, matches among the other nine / 3), averaged
  test.each([
    [{ dog: 10 }, 'dog', 1],
    [{ dog: 10 }, 'cat', 0],
    [{ dog: 4, cat: 6 }, 'dog', 1],
    // the three who said so see two others, the other seven see three
    [{ dog: 3, cat: 7 }, 'dog', (3 * (2 / 3) + 7) / 10],
    [{ dog: 2, cat: 8 }, 'dog', (2 * (1 / 3) + 8 * (2 / 3)) / 10],
    [{ dog: 1, cat: 9 }, 'dog', (9 * (1 / 3)) / 10],
  ])('%j, answered %j', (answers, said, expected) => {
    expect(softAccuracy(ten(answers), said)).toBeCloseTo(expected, 12);
  });

  test('unanimous answers are compared letter by letter, others after normalising', () => {
    expect(softAccuracy(ten({ two: 10 }), 'Two')).toBe(0);
    expect(softAccuracy(ten({ two: 10 }), '2')).toBe(0);
    expect(softAccuracy(ten({ two: 10 }), ' two\n')).toBe(1);
    expect(softAccuracy(ten({ two: 9, three: 1 }), 'Two.')).toBe(1);
    expect(softAccuracy(ten({ two: 9, three: 1 }), '2')).toBe(1);
  });

  test('answers that only normalising makes equal are counted together', () => {
    expect(softAccuracy(ten({ 'a dog': 2, dog: 8 }), 'The dog!')).toBe(1);
  });
});

describe('the normaliser, upstream bugs included', () => {
  test.each([
    ['The Dog.', 'dog'],
    ['ten', '10'],
    ['none', '0'],
    ['twenty', 'twenty'],
    ['an apple and a pear', 'apple and pear'],
    ['5.', '5'], // the look-behind that should keep a stop after a digit never matches
    ['.5', '.5'],
    ['3.5', '3.5'],
    ['1,000', '1000'], // a comma between digits lets every mark go without a space
    ['1,000-2', '10002'],
    ['red/blue', 'red blue'],
    ['red / blue', 'red blue'],
    ['red, blue', 'red blue'],
    ['t-shirt', 't shirt'],
    ['dont', "don't"],
    ['thereve', 'thereve'],
    ['Ive', 'ive'], // listed upstream with a capital letter, so it never matches lower-cased text
    ["somebody'd", 'somebodyd'],
    ['constructor', 'constructor'],
    ['', ''],
    ['?!', ''],
    ['日本', '日本'],
    ['dog\u00a0cat', 'dog cat'],
    [`${'.'.repeat(32)}x`, 'x'],
    [`${'.'.repeat(34)}x`, '..x'], // re.UNICODE is 32 and is taken for a count
  ])('%j becomes %j', (text, expected) => {
    expect(normaliseAnswer(text)).toBe(expected);
  });
});

test('details by answer type and question type', () => {
  const items = [
    item('1', { answers: ten({ '2': 10 }), answerType: 'number', questionType: 'how many' }),
    item('2', { answers: ten({ grass: 10 }), answerType: 'other', questionType: 'what is the' }),
  ];
  expect(vqa.details(items, new Map([['1', '2']]))).toEqual({
    'answer type number': 1,
    'answer type other': 0,
    'question type how many': 1,
    'question type what is the': 0,
  });
});

describe('reading the files', () => {
  const annotations = (id: number) => ({
    annotations: [
      {
        question_id: id,
        image_id: 42,
        answer_type: 'number',
        question_type: 'how many',
        answers: [{ answer: '2' }],
      },
    ],
  });

  async function folderWith(images: string[], questions: object, truths: object): Promise<string> {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'vqa'));
    await mkdir(join(folder, 'images'));
    for (const image of images) await writeFile(join(folder, 'images', image), '');
    await writeFile(join(folder, 'vqa', 'questions.json'), JSON.stringify(questions));
    await writeFile(join(folder, 'vqa', 'annotations.json'), JSON.stringify(truths));
    return folder;
  }
  const asked = { questions: [{ question_id: 7, image_id: 42, question: 'how many?' }] };

  test.each([['COCO_val2014_000000000042.jpg'], ['000042.jpg'], ['42.png']])(
    'finds the image by its number: %s',
    async (name) => {
      const items = await vqa.read(await folderWith([name, '000142.jpg'], asked, annotations(7)));
      expect(items).toMatchObject([{ id: '7', image: name, prompt: 'how many?' }]);
    },
  );

  test('takes the image of the questions’ own split where two have the number', async () => {
    const images = ['COCO_train2014_000000000042.jpg', 'COCO_val2014_000000000042.jpg'];
    const items = await vqa.read(
      await folderWith(images, { data_subtype: 'val2014', ...asked }, annotations(7)),
    );
    expect(items?.[0]?.image).toBe('COCO_val2014_000000000042.jpg');
  });

  test('an image that is not there has the name it should have, so that the question is counted as without', async () => {
    const items = await vqa.read(await folderWith([], { data_subtype: 'val2014', ...asked }, annotations(7)));
    expect(items).toMatchObject([{ image: 'COCO_val2014_000000000042.jpg' }]);
  });

  test('takes the official names, counts annotations without a question and refuses two with one id', async () => {
    const folder = await benchWith({
      'vqa/v2_OpenEnded_mscoco_val2014_questions.json': { info: {}, ...asked, data_subtype: 'val2014' },
      'vqa/v2_mscoco_val2014_annotations.json': {
        annotations: [...annotations(7).annotations, ...annotations(8).annotations],
      },
    });
    const left: unknown[] = [];
    expect(await vqa.read(folder, undefined, (what, count) => left.push([what, count]))).toMatchObject([
      { id: '7' },
    ]);
    expect(left).toEqual([['annotations', 1]]);
    const twice = { annotations: [...annotations(7).annotations, ...annotations(7).annotations] };
    await expect(vqa.read(await folderWith([], asked, twice))).rejects.toThrow(/id 7: two entries/);
  });

  test('says what is missing', async () => {
    await expect(vqa.read(await folderWith(['42.jpg'], asked, annotations(8)))).rejects.toThrow(
      /7 has no entry/,
    );
    await expect(vqa.read(await folderWith(['42.jpg'], { questions: 3 }, annotations(7)))).rejects.toThrow(
      /"questions".*list/,
    );
    const noAnswers = { annotations: [{ question_id: 7, answers: [] }] };
    await expect(vqa.read(await folderWith(['42.jpg'], asked, noAnswers))).rejects.toThrow(
      /"answers": it holds no entries/,
    );
  });
});
