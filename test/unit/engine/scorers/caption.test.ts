import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { caption } from '../../../../main/engine/scorers/caption.ts';
import { temporaryFolder } from './support.ts';

const instances = {
  images: [
    { id: 1, file_name: 'images/000001.jpg' },
    { id: 2, file_name: 'images/000002.jpg' },
  ],
  annotations: [
    { image_id: 1, category_id: 1 },
    { image_id: 1, category_id: 2 },
    { image_id: 2, category_id: 3 },
  ],
  categories: [
    { id: 1, name: 'dog' },
    { id: 2, name: 'bus' },
    { id: 3, name: 'hot dog' },
    { id: 4, name: 'cat' },
  ],
};
const truth = [
  {
    image: 'images/000001.jpg',
    sign: 'open',
    relations: [
      ['dog', 'left of', 'bus'],
      ['bus', 'right of', 'dog'],
    ],
  },
  { image: 'images/000002.jpg', sign: null, relations: [] },
];

async function bench(further: Record<string, string> = {}): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'bench', 'caption'), { recursive: true });
  await mkdir(join(folder, 'truth'));
  await writeFile(join(folder, 'bench/caption/instances_val.json'), JSON.stringify(instances));
  for (const [path, text] of Object.entries(further)) await writeFile(join(folder, path), text);
  return join(folder, 'bench');
}

async function itemsOf(folder: string) {
  const items = await caption.read(folder);
  if (!items) throw new Error('the captions were not found');
  return items;
}

describe('the score of one image', () => {
  test.each([
    ['A dog and two buses.', 1],
    ['DOGS, BUS!', 1],
    ['a dog', 2 / 3],
    ['a dog, a dog, a dog and a bus', 1],
    ['a dog, a bus and a cat', 4 / 5],
    ['a cat', 0],
    ['a hot dog and a bus', 1 / 2], // a hot dog is no dog
    ['a hotdog, busy people, catalogues', 0],
    ["the dog's bus", 2 / 3], // a possessive is another word
    ['', 0],
    [`${'very '.repeat(20_000)} big dog and bus`, 1],
  ])('%j', async (text, expected) => {
    const [first] = await itemsOf(await bench());
    expect(caption.score(first as never, text)).toBeCloseTo(expected, 12);
  });
});

test('CHAIR counts mentions and captions; truth joins instances and reference captions', async () => {
  const references = { images: [], annotations: [{ image_id: 2, caption: 'a cat looks at a hot dog' }] };
  const folder = await bench({ 'bench/caption/captions_val.json': JSON.stringify(references) });
  const items = await itemsOf(folder);
  const details = caption.details(
    items,
    new Map([
      ['1', 'a cat, a cat, a dog'],
      ['2', 'a cat and hot dogs'],
    ]),
  );
  expect(details).toMatchObject({
    CHAIRi: 2 / 5,
    CHAIRs: 1 / 2,
    'object precision': 3 / 4,
    'object recall': 3 / 4,
  });
  expect(details).not.toHaveProperty('relation recall');
});

test('synonyms of the upstream file are other ways to write a name', async () => {
  const folder = await bench({ 'bench/caption/synonyms.txt': 'dog, puppy, hound\ncat, kitten\n' });
  const [first] = await itemsOf(folder);
  expect(caption.score(first as never, 'two puppies by a bus')).toBe(1);
});

test('relations and sign words are found where truth is known, in either direction', async () => {
  const folder = await bench({ 'truth/bench.jsonl': truth.map((line) => JSON.stringify(line)).join('\n') });
  const items = await itemsOf(folder);
  const recall = (text: string) => caption.details(items, new Map([['1', text]]));
  for (const text of [
    'the dog is left of the bus.',
    'A bus stands to the right of a big dog',
    'a cat. the dog left of buses',
  ]) {
    expect(recall(text)).toMatchObject({ 'relation recall': 1 });
  }
  for (const text of [
    'the bus is left of the dog',
    'a dog. left of the bus',
    'a dog, left of the cat, bus',
    'dog bus left of',
  ]) {
    expect(recall(text)).toMatchObject({ 'relation recall': 0 });
  }
  expect(recall('a sign says OPEN.')).toMatchObject({ 'sign text recall': 1 });
  expect(recall('an opening')).toMatchObject({ 'sign text recall': 0 });
});

test('says which file and field is wrong', async () => {
  const folder = await bench({
    'bench/caption/instances_val.json': JSON.stringify({
      ...instances,
      annotations: [{ image_id: 1, category_id: 9 }],
    }),
  });
  await expect(caption.read(folder)).rejects.toThrow(
    /instances_val\.json, annotations \[0\], field "category_id"/,
  );
});
