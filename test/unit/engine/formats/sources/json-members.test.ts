import { expect, test } from 'vitest';
import { type MemberItem, readJsonMembers } from '../../../../../main/engine/formats/sources/json-members.ts';

async function read(text: string | Buffer, size: number, members: readonly string[] | null = null) {
  const bytes = Buffer.from(text as string);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const items: MemberItem[] = [];
  for await (const item of readJsonMembers(chunks(), members)) items.push(item);
  return items;
}

const object = {
  'a "quoted" key': [1],
  info: { images: [99], text: 'images", [' },
  images: [
    { id: 1, name: 'a \\ "b" ] }' },
    { id: 2, sub: [[1], { x: [2] }] },
  ],
  empty: [],
  count: 3,
  annotations: [{ image_id: 1 }, 'text, with comma', null, 4.5],
};
const expected = [
  ...object.images.map((value, at) => ({ member: 'images', position: `images, record ${at + 1}`, value })),
  ...object.annotations.map((value, at) => ({
    member: 'annotations',
    position: `annotations, record ${at + 1}`,
    value,
  })),
];

test("entries of an object's own lists, however the file comes in pieces", async () => {
  for (const indent of [0, 2]) {
    const text = JSON.stringify(object, null, indent);
    for (const size of [1, 2, 3, 7, 64, 10_000])
      expect(await read(text, size, ['images', 'annotations'])).toEqual(expected);
  }
  expect(await read(JSON.stringify(object), 5, ['annotations'])).toEqual(expected.slice(2));
});

test('a broken entry is refused alone, an end that is missing is told', async () => {
  expect(await read('{"a": [{"b": 1}, {bad}, {"b": 2}]}', 4)).toMatchObject([
    { value: { b: 1 } },
    { position: 'a, record 2', refused: 'it is not JSON' },
    { value: { b: 2 } },
  ]);
  expect(await read('{"a": [{"b": 1}, {"b": ', 4)).toMatchObject([
    { value: { b: 1 } },
    { position: 'a, record 2', refused: 'the file breaks off here; what stood before was kept' },
  ]);
  expect(
    await read(Buffer.concat([Buffer.from('{"a": ["'), Buffer.from([0xff]), Buffer.from('"]}')]), 4),
  ).toMatchObject([{ position: 'a, record 1', refused: 'it is not UTF-8' }]);
});

test('an entry without end is not gathered for ever', async () => {
  const items = await read(`{"a": ["${'x'.repeat(17e6)}"]}`, 1e6);
  expect(items).toEqual([
    { position: 'a, record 1', refused: 'it is longer than 16 MB; the file was not read further' },
  ]);
});
