import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgement, vsr } from '../../../../main/engine/scorers/vsr.ts';
import { item, temporaryFolder } from './support.ts';

test.each([
  ['yes', 1],
  ['Yes.', 1],
  ['TRUE', 1],
  ['"true"', 1],
  ['no', 0],
  ['NO!', 0],
  ['False, the dog is right of it.', 0],
  ['yes and no', 1],
  ['That is true.', 1],
  ["There isn't a dog.", null],
  ['nothing', null],
  ['yesterday', null],
  ['untrue', null],
  ['', null],
  ['ｙｅｓ', null],
])('%j means %j', (answer, expected) => {
  expect(judgement(answer)).toBe(expected);
});

test('an unreadable answer is wrong whatever the label, and counted', () => {
  const items = [item('0', { label: 1, relation: 'left of' }), item('1', { label: 0, relation: 'above' })];
  expect(items.map((one) => vsr.score(one, 'perhaps'))).toEqual([0, 0]);
  expect(vsr.details(items, new Map([['0', 'yes']]))).toEqual({
    unreadable: 0.5,
    'yes-ratio': 0.5,
    'relation above': 0,
    'relation left of': 1,
  });
});

test('asks whether the lower-cased statement is true', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'vsr'));
  const file = join(folder, 'vsr', 'test.jsonl');
  await writeFile(
    file,
    '{"image":"1.jpg","caption":"The cat is left of the dog.","label":1,"relation":"left of"}\n',
  );
  expect(await vsr.read(folder)).toMatchObject([
    { id: '0', image: '1.jpg', prompt: 'the cat is left of the dog. is that true?' },
  ]);
  await writeFile(file, '{"image":"1.jpg","caption":"x","label":"1","relation":"left of"}\n');
  await expect(vsr.read(folder)).rejects.toThrow(/test\.jsonl, line 1, field "label"/);
});
