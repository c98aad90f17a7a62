import { expect, test } from 'vitest';
import { type ListItem, readJsonList } from '../../../../main/engine/formats/json-list.ts';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function listed(content: string | Buffer, size = 7): Promise<ListItem[]> {
  return gathered(readJsonList(pieces(Buffer.from(content), size)));
}

async function gathered(items: AsyncIterable<ListItem>): Promise<ListItem[]> {
  const all: ListItem[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const values = (items: ListItem[]) => items.map((item) => ('value' in item ? item.value : item.refused));

test('every record is read, wherever the file is cut into pieces', async () => {
  const records = [
    { text: 'quotes " and \\ and \\" and ] } , [ {', deep: [[1, { a: [] }]] },
    { text: 'äöü 😀 \u2028' },
    'a text, with a comma',
    null,
    12.5,
    [],
  ];
  const indented = Buffer.from(`\uFEFF \n${JSON.stringify(records, null, 2)}\n`);
  for (const size of [1, 2, 3, 5, 64, 10_000]) {
    const items = await listed(indented, size);
    expect(values(items)).toEqual(records);
    expect(items.map(({ position }) => position)).toEqual(records.map((_, index) => `record ${index + 1}`));
  }
});

test.for([
  ['[]', []],
  [' [ ] ', []],
  ['[1, 2,]', [1, 2]],
  ['', ['it is not a JSON list']],
  ['  ', ['it is not a JSON list']],
  ['{"a": 1}', ['it is not a JSON list']],
  ['"[1]"', ['it is not a JSON list']],
  ['[1,, 2]', [1, 'it is not JSON', 2]],
  ['[{"a": 1}, {a: 2}, {"a": 3}]', [{ a: 1 }, 'it is not JSON', { a: 3 }]],
  ['[1, }, 3]', [1, 'it is not JSON', 3]],
  ['[1] [2]', [1, 'something follows the list']],
  ['[{"a": 1}, {"a": ', [{ a: 1 }, 'the file breaks off here; what stood before was kept']],
  ['[1, "no end, 3]', [1, 'the file breaks off here; what stood before was kept']],
] as const)('%s', async ([text, expected]) => {
  for (const size of [1, 1000]) expect(values(await listed(text, size))).toEqual(expected);
});

test('a record that is not UTF-8 is refused alone', async () => {
  const bytes = Buffer.concat([Buffer.from('["a", "'), Buffer.from([0xc3, 0x28]), Buffer.from('", "b"]')]);
  expect(values(await listed(bytes))).toEqual(['a', 'it is not UTF-8', 'b']);
});

test('nesting deeper than any stack is one record like another', async () => {
  const items = await listed(`[${'['.repeat(100_000)}${']'.repeat(100_000)}, 1]`, 4096);
  expect(items).toHaveLength(2);
  expect(items[1]).toEqual({ position: 'record 2', value: 1 });
});

test('a record without end is not gathered for ever', async () => {
  async function* endless(): AsyncGenerator<Buffer> {
    yield Buffer.from('[1, "');
    const piece = Buffer.alloc(2 ** 20, 'a');
    while (true) yield piece;
  }
  const items = await gathered(readJsonList(endless()));
  expect(values(items)).toEqual([1, 'it is longer than 16 MB; the file was not read further']);
});
