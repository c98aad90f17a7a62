/** A specialist's folder with annotations: what its images say once they are built, beside what lies there already. */
import { expect, test } from 'vitest';
import {
  type DatasetImage,
  findSets,
  type Quarantined,
  readSet,
} from '../../../../main/engine/formats/dataset.ts';
import type { Filtered } from '../../../../main/engine/specialists/builders.ts';
import type { Builder } from '../../../../shared/plan.ts';
import { type Files, folderOf, jpeg, record } from './temporary-folder.ts';

async function built(builder: Builder, files: Files) {
  const inside = Object.entries(files).map(([name, content]) => [`specialists/own/${name}`, content]);
  const folder = await folderOf({ 'pretrain/a.jpg': jpeg, ...Object.fromEntries(inside) });
  const set = (await findSets(folder)).sets.find(({ role }) => role === 'specialist');
  if (!set) throw new Error('no specialist');
  const images: DatasetImage[] = [];
  const quarantined: Quarantined[] = [];
  const filtered: Filtered[] = [];
  const build = { builder, filtered: (all: readonly Filtered[]) => filtered.push(...all) };
  for await (const image of readSet(set, (item) => quarantined.push(item), build)) images.push(image);
  return {
    images,
    filtered,
    complaints: quarantined.map(({ position, reason }) => `${position}: ${reason}`),
  };
}

const size = { width: 100, height: 100 };
const annotations = {
  images: [
    { id: 1, file_name: 'a.jpg', ...size },
    { id: 2, file_name: 'b.jpg', ...size },
  ],
  categories: [
    { id: 1, name: 'cat' },
    { id: 2, name: 'dog' },
  ],
  annotations: [
    { image_id: 1, category_id: 1, bbox: [5, 40, 20, 20] },
    { image_id: 1, category_id: 2, bbox: [70, 40, 20, 20] },
    ...[0, 20, 40, 60].map((x) => ({ image_id: 2, category_id: 2, bbox: [x, 40, 10, 10] })),
  ],
};

test('grounding: captions beside the annotations carry boxes, and a filtered image is told and not quarantined', async () => {
  const { images, filtered, complaints } = await built('grounding', {
    'a.jpg': jpeg,
    'b.jpg': jpeg,
    'annotations.json': annotations,
    'captions.json': {
      images: annotations.images,
      annotations: [{ image_id: 1, caption: 'a cat beside a dog.' }],
    },
  });
  expect(images.map(({ name, annotated }) => [name, annotated])).toEqual([
    ['a.jpg', { ...size, things: ['cat', 'dog'] }],
  ]);
  expect(images[0]?.turns.at(-1)).toEqual({
    user: 'describe the image with boxes.',
    assistant: 'a cat [050,400,250,599] beside a dog [699,400,899,599].',
  });
  expect(filtered.map(({ what, count }) => [what, count])).toEqual([
    ['images with more than three instances of a category', 1],
  ]);
  expect(complaints).toEqual([]);
});

test('conversations and texts that lie beside are further turns, and keep an image that a filter took', async () => {
  const { images, complaints } = await built('grounding', {
    'a.jpg': jpeg,
    'a.txt': 'a quiet afternoon.',
    'b.jpg': jpeg,
    'c.jpg': jpeg,
    'annotations.json': annotations,
    'llava.json': [record('b.jpg', 'how many dogs?', 'four.')],
  });
  expect(images.map(({ name, turns }) => [name, turns.at(-1)?.assistant])).toEqual([
    ['a.jpg', 'a quiet afternoon.'],
    ['b.jpg', 'four.'],
  ]);
  expect(images[1]?.turns).toHaveLength(1);
  expect(images[1]?.annotated).toBeUndefined();
  expect(complaints).toEqual(['image: nothing is said about it']);
});

test('spatial and reading sets are built by their own builders', async () => {
  const files = { 'a.jpg': jpeg, 'b.jpg': jpeg };
  const spatial = await built('spatial', { ...files, 'annotations.json': annotations });
  expect(spatial.images[0]?.turns[0]).toEqual({
    user: 'where are the things?',
    assistant: 'the cat is left of the dog.',
  });
  const words = { ...annotations, annotations: [{ image_id: 1, bbox: [0, 0, 30, 10], utf8_string: 'TAXI' }] };
  const reading = await built('reading', { ...files, 'annotations.json': words });
  expect(reading.images.map(({ turns }) => turns[0])).toEqual([
    { user: 'what does the text say?', assistant: 'TAXI' },
    { user: 'what does the text say?', assistant: 'no text' },
  ]);
});

test('without annotations, conversations are taken as they are, and that is said', async () => {
  const { images, filtered } = await built('spatial', {
    'a.jpg': jpeg,
    'llava.json': [record('a.jpg', 'where is it?', 'here.')],
  });
  expect(images[0]?.turns).toHaveLength(1);
  expect(filtered).toMatchObject([{ what: 'annotations.json', count: 1 }]);
});

test('broken annotations are quarantined, what else lies there is read', async () => {
  const { images, complaints } = await built('spatial', {
    'a.jpg': jpeg,
    'annotations.json': '{"images": [',
    'llava.json': [record('a.jpg', 'where is it?', 'here.')],
  });
  expect(images).toHaveLength(1);
  expect(complaints).toEqual(['file: it is not JSON']);
});
