import { expect, test } from 'vitest';
import { type JsonRecord, readJsonRecords } from '../../../../main/engine/formats/json-records.ts';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function records(
  content: string | Buffer,
  lists: string[] = [],
  members: 'all' | string[] = 'all',
  size = 5,
): Promise<JsonRecord[]> {
  const all: JsonRecord[] = [];
  for await (const one of readJsonRecords(pieces(Buffer.from(content), size), { lists, members }))
    all.push(one);
  return all;
}

const file = {
  info: { text: 'quotes " and \\ and \\" and ] } , [ {', deep: [[1, { a: [] }]] },
  'a "name": {[,': 1,
  questions: [{ id: 1, text: 'äöü 😀 }' }, 'a, b', null, 12.5, [], [[2]]],
  licenses: [1, [2, '\\']],
  none: [],
  last: 'x',
};

test('members and the elements of lists are read, wherever the file is cut into pieces', async () => {
  const indented = Buffer.from(`\uFEFF \n${JSON.stringify(file, null, 2)}\n`);
  const expected = [
    { member: 'info', value: file.info },
    { member: 'a "name": {[,', value: 1 },
    ...file.questions.map((value, index) => ({ list: 'questions', index, value })),
    { member: 'licenses', value: file.licenses },
    { member: 'last', value: 'x' },
  ];
  for (const size of [1, 2, 3, 5, 64, 10_000])
    expect(await records(indented, ['questions', 'none'], 'all', size)).toEqual(expected);
});

test('what nobody asked for is passed over unread, however it is cut', async () => {
  for (const size of [1, 2, 3, 7, 10_000]) {
    expect(await records(JSON.stringify(file), ['questions'], ['last'], size)).toEqual([
      { passed: 'info' },
      { passed: 'a "name": {[,' },
      ...file.questions.map((value, index) => ({ list: 'questions', index, value })),
      { passed: 'licenses' },
      { passed: 'none' },
      { member: 'last', value: 'x' },
    ]);
  }
});

test('a list of its own', async () => {
  expect(await records('[{"a": 1}, 2]')).toEqual([
    { list: null, index: 0, value: { a: 1 } },
    { list: null, index: 1, value: 2 },
  ]);
  expect(await records('{}')).toEqual([]);
  expect(await records(' [ ] ')).toEqual([]);
});

test.for([
  ['', 'file', 'it is empty'],
  ['"text"', 'file', 'neither a JSON list nor'],
  ['{"a": 1', 'member "a"', 'breaks off'],
  ['{"a": [1, 2', 'a 2', 'breaks off'],
  ['{"a" 1}', 'member "a"', 'a colon is missing'],
  ['{a: 1}', 'file', 'a name in quotes is missing'],
  ['{"a": [1}', 'a 1', 'a bracket does not fit'],
  ['{"b": 1]', 'member "b"', 'a bracket does not fit'],
  ['{"a": [tru]}', 'a 1', 'it is not JSON'],
  ['[1] 2', 'end', 'something follows'],
])('%s is refused', async ([content, position, refused]) => {
  expect((await records(content as string, ['a'])).at(-1)).toMatchObject({
    position,
    refused: expect.stringContaining(refused as string),
  });
});

test('bytes that are not UTF-8 are refused where they stand', async () => {
  const bytes = Buffer.concat([Buffer.from('{"a": [1, "'), Buffer.from([0xff]), Buffer.from('"]}')]);
  expect((await records(bytes, ['a'])).at(-1)).toEqual({ position: 'a 2', refused: 'it is not UTF-8' });
});
