import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pope, saysYes } from '../../../../main/engine/scorers/pope.ts';
import { item, temporaryFolder } from './support.ts';

describe('reading a yes or no, by POPE evaluate.py', () => {
  // upstream: text before the first '.', commas removed, split(' '), 'No' / 'not' / 'no' among the words
  test.each([
    ['no', false],
    ['No', false],
    ['No.', false],
    ['No, there is no dog.', false],
    ['There is no dog in the image.', false],
    ['It is not a dog.', false],
    ['Yes, no', false],
    ['yes', true],
    ['', true],
    ['NO', true], // only "No" and "no" are listed upstream
    ['NO.', true],
    ['No!', true], // the mark stays on the token
    ['no\n', true], // cut at spaces only
    ['Not a dog.', true], // "not" is listed, "Not" is not
    ["There isn't a dog.", true],
    ['Yes. There is no cat.', true], // only what stands before the first full stop
    ['. no', true], // nothing stands before it
    ['none', true],
    ['nothing', true],
    ['zero dogs', true],
    ['nо', true], // Cyrillic o
    [`${'word '.repeat(50_000)}no`, false],
  ])('%j', (answer, expected) => {
    expect(saysYes(answer)).toBe(expected);
  });
});

test('scores a question by its label', () => {
  const present = item('random:1', { split: 'random', label: 'yes' });
  const absent = item('random:2', { split: 'random', label: 'no' });
  expect([pope.score(present, 'yes'), pope.score(present, 'no.')]).toEqual([1, 0]);
  expect([pope.score(absent, 'yes'), pope.score(absent, 'no.')]).toEqual([0, 1]);
});

test('gives precision, recall, F1 and yes-ratio overall and for each split', () => {
  const items = [
    item('random:1', { split: 'random', label: 'yes' }),
    item('random:2', { split: 'random', label: 'no' }),
    item('popular:1', { split: 'popular', label: 'yes' }),
    item('popular:2', { split: 'popular', label: 'no' }),
  ];
  const details = pope.details(
    items,
    new Map([
      ['random:1', 'yes'],
      ['random:2', 'yes'],
      ['popular:1', 'no'],
      ['popular:2', 'no'],
    ]),
  );
  expect(details).toMatchObject({ accuracy: 0.5, precision: 0.5, recall: 0.5, f1: 0.5, 'yes-ratio': 0.5 });
  expect(details).toMatchObject({
    'accuracy random': 0.5,
    'yes-ratio random': 1,
    'recall popular': 0,
    'f1 popular': 0,
  });
  // nothing was said to be there: precision is unknown, not 0
  expect(details).not.toHaveProperty('precision popular');
  expect(details).not.toHaveProperty('accuracy adversarial');
});

describe('reading the files', () => {
  test('numbers of the three splits stay apart', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'pope'));
    for (const split of ['random', 'adversarial']) {
      await writeFile(
        join(folder, 'pope', `pope_${split}.json`),
        '{"question_id": 1, "image": "COCO_val2014_000000310196.jpg", "text": "Is there a snowboard in the image?", "label": "yes"}\n',
      );
    }
    const items = await pope.read(folder);
    expect(items?.map(({ id }) => id)).toEqual(['random:1', 'adversarial:1']);
    expect(items?.[0]).toMatchObject({
      image: 'COCO_val2014_000000310196.jpg',
      prompt: 'Is there a snowboard in the image?',
    });
  });

  test('absent files mean no such benchmark', async () => {
    expect(await pope.read(await temporaryFolder())).toBeNull();
  });

  test.each([
    ['not json', '{"question_id": 1,', /pope_random\.json, line 1: it is not JSON/],
    ['no text', '{"question_id": 1, "image": "a.jpg", "label": "yes"}', /line 1, field "text"/],
    [
      'another label',
      '{"question_id": 1, "image": "a.jpg", "text": "?", "label": "maybe"}',
      /field "label".*maybe/,
    ],
    [
      'a path that climbs out',
      '{"question_id": 1, "image": "../../x", "text": "?", "label": "no"}',
      /field "image"/,
    ],
    [
      'an absolute path',
      '{"question_id": 1, "image": "/etc/passwd", "text": "?", "label": "no"}',
      /field "image"/,
    ],
    ['nothing in it', '\n', /it holds no entries/],
    [
      'one id twice',
      '{"question_id": 1, "image": "a.jpg", "text": "?", "label": "no"}\n{"question_id": 1, "image": "a.jpg", "text": "?", "label": "no"}',
      /id random:1: two entries/,
    ],
  ])('%s is refused with its place', async (_, text, message) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'pope'));
    await writeFile(join(folder, 'pope', 'pope_random.json'), text);
    await expect(pope.read(folder)).rejects.toThrow(message);
  });
});
