import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  type AnswerFilter,
  answersPage,
  answersTally,
  answersTotal,
  type Db,
  insertImages,
  insertPredictions,
  insertSets,
  openForWriting,
  replaceQuestions,
} from '../../../../main/engine/store/index.ts';
import { temporaryFolder } from '../../../temporary.ts';

const filter: AnswerFilter = {
  benchmark: 'pope',
  model: 'v1',
  seed: 1,
  against: 'v0',
  show: 'all',
  search: '',
};

/** `count` yes-or-no questions; v1 says yes to all, v0 no to all: every second truth is yes. */
function asked(count: number): Db {
  const db = openForWriting(join(temporaryFolder('questions'), 'squared.sqlite'));
  onTestFinished(() => {
    db.close();
  });
  insertSets(db, [{ name: 'bench', role: 'bench' }]);
  insertImages(db, [
    {
      set: 'bench',
      name: 'one.jpg',
      file: '/one.jpg',
      sha256: 'x',
      width: 1,
      height: 1,
      row: 0,
      truth: null,
      turns: [],
    },
  ]);
  const items = Array.from({ length: count }, (_, at) => ({ item: `random:${at}`, yes: at % 2 === 0 }));
  replaceQuestions(
    db,
    items.map(({ item, yes }, at) => ({
      benchmark: 'pope',
      item,
      image: at === 0 ? 'one.jpg' : 'gone.jpg',
      prompt: `Is there a dog number ${at}? 100%`,
      truth: yes ? 'yes' : 'no',
      yesNo: yes ? ('yes' as const) : ('no' as const),
    })),
  );
  for (const [model, text] of [
    ['v1', 'Yes.'],
    ['v0', 'No.'],
  ] as const) {
    insertPredictions(
      db,
      model,
      1,
      items.map(({ item, yes }) => ({
        benchmark: 'pope',
        item,
        text,
        score: yes === (text === 'Yes.') ? 1 : 0,
        logProbability: 0,
      })),
    );
  }
  return db;
}

test('pages follow each other without a gap or a repeat, in the order of the questions', () => {
  const db = asked(25);
  const seen: number[] = [];
  for (let after = 0; ; ) {
    const page = answersPage(db, filter, after, 10);
    seen.push(...page.map(({ ordinal }) => ordinal));
    if (page.length < 10) break;
    after = page.at(-1)?.ordinal as number;
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
  expect(answersTotal(db, filter)).toBe(25);
});

test('an answer carries its question, truth, picture and the other’s answer', () => {
  const db = asked(2);
  const [first, second] = answersPage(db, filter, 0, 10);
  expect(first).toMatchObject({
    item: 'random:0',
    question: 'Is there a dog number 0? 100%',
    truth: 'yes',
    image: 1,
    answer: 'Yes.',
    score: 1,
    otherAnswer: 'No.',
    otherScore: 0,
  });
  expect(second?.image).toBeNull();
});

test('right, wrong, gained and lost are told apart, and the confusion counted', () => {
  const db = asked(9);
  expect(answersTally(db, filter)).toEqual({
    all: 9,
    mean: 5 / 9,
    right: 5,
    wrong: 4,
    gained: 5,
    lost: 4,
    confusion: { trueYes: 5, falseNo: 0, trueNo: 0, falseYes: 4 },
  });
  const shown = (show: AnswerFilter['show']) => answersPage(db, { ...filter, show }, 0, 100).length;
  expect(shown('gained')).toBe(5);
  expect(shown('lost')).toBe(4);
  expect(shown('false-yes')).toBe(4);
  expect(shown('true-no')).toBe(0);
  expect(answersTally(db, { ...filter, against: null })).toMatchObject({ gained: 0, lost: 0, right: 5 });
});

test('words are found in question and answer; signs of the search mean themselves', () => {
  const db = asked(12);
  const found = (search: string) => answersTotal(db, { ...filter, search });
  expect(found('number 11')).toBe(1);
  expect(found('yes.')).toBe(12);
  expect(found('100%')).toBe(12);
  expect(found('n%r')).toBe(0);
  expect(found('dog_number')).toBe(0);
});
