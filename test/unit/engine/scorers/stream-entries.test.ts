import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  readLines,
  readList,
  readLists,
  readMembers,
} from '../../../../main/engine/scorers/stream-entries.ts';
import { benchWith } from './support.ts';

const bad = Buffer.concat([Buffer.from('{"data": [{"a": "'), Buffer.from([0xff]), Buffer.from('"}]}')]);
const nothing = (): void => {};

async function at(content: unknown): Promise<string> {
  return join(await benchWith({ 'file.json': content }), 'file.json');
}

test('lists and members of one file, in one pass', async () => {
  const file = await at({ info: { year: 2017 }, data: [{ a: 1 }, { a: 2 }], split: 'val', others: [1, 2] });
  const seen: unknown[] = [];
  const members = await readLists(file, { data: (entry, where) => seen.push([entry.a, where]) }, ['split']);
  expect(seen).toEqual([
    [1, 'data [0]'],
    [2, 'data [1]'],
  ]);
  expect(members).toMatchObject({ split: 'val' });
  expect(await readLists(`${file}.gone`, { data: nothing })).toBeNull();
  expect(await readList(`${file}.gone`, nothing)).toBe(false);
  expect(await readMembers(`${file}.gone`, nothing)).toBe(false);
  expect(await readLines(`${file}.gone`, nothing)).toBe(false);
});

test.each([
  ['a list of another name', { questions: [] }, /field "data": a list that is not empty.*it has "questions"/],
  ['a list that is no list', { data: 3 }, /field "data": a list is expected here/],
  ['an entry that is no object', { data: [3] }, /data \[0\]: an object is expected, not the number 3/],
  ['bytes that are not UTF-8', bad, /data 1: it is not UTF-8/],
  ['half a file', '{"data": [{"a": 1}, {"a"', /data 2: the file breaks off here/],
  ['what is not JSON', '{"data": [{"a": 1}, {a}]}', /data 2: it is not JSON/],
  ['an empty file', '', /it is empty/],
  ['a list where an object should be', [{ a: 1 }], /an object is expected, not a list/],
])('%s is refused with its place', async (_, content, message) => {
  await expect(readLists(await at(content), { data: nothing })).rejects.toThrow(message);
});

test.each([
  ['lines that are not UTF-8', Buffer.from([0x7b, 0x7d, 0x0a, 0xff, 0x0a]), /line 2: it is not UTF-8/],
  ['a line that is not JSON', '{}\n\n{a}\n', /line 3: it is not JSON/],
  ['a line that is no object', '[1]', /line 1: an object is expected, not a list/],
  ['no lines', '\n\n', /it holds no entries/],
])('%s are refused with their number', async (_, content, message) => {
  await expect(readLines(await at(content), nothing)).rejects.toThrow(message);
});

test('entries by id', async () => {
  const seen: unknown[] = [];
  await readMembers(await at({ 7: { a: 1 }, x: { a: 2 } }), (id, entry, where) =>
    seen.push([id, entry.a, where]),
  );
  expect(seen).toEqual([
    ['7', 1, 'entry "7"'],
    ['x', 2, 'entry "x"'],
  ]);
  await expect(readMembers(await at([1]), nothing)).rejects.toThrow(/by their id is expected, not a list/);
  await expect(readMembers(await at({}), nothing)).rejects.toThrow(/it holds no entries/);
});

test('links are not followed', async () => {
  const file = await at([{ a: 1 }]);
  symlinkSync(file, `${file}.link`);
  await expect(readList(`${file}.link`, nothing)).rejects.toThrow(/cannot be opened/);
});
