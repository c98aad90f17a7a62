/** COCO-like annotations of a specialist's set: what is read, and what is refused with its place. */
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type AnnotationFile, readAnnotationFile } from '../../../../main/engine/formats/annotation-file.ts';
import { captionsByImage } from '../../../../main/engine/formats/coco-captions.ts';
import { instancesOf } from '../../../../main/engine/formats/coco-instances.ts';
import { textsOf } from '../../../../main/engine/formats/coco-text.ts';
import { folderOf } from './temporary-folder.ts';

const known = new Set(['a.jpg', 'b.jpg', 'sub/c.jpg']);
const a = { id: 1, file_name: 'images/a.jpg', width: 200, height: 100 };
const categories = [
  { id: 7, name: 'Traffic_Light' },
  { id: 8, name: 'dog' },
];
const marked = (bbox: unknown, more: object = {}) => ({ image_id: 1, category_id: 8, bbox, ...more });

async function fileOf(content: unknown): Promise<{ file: AnnotationFile; complaints: string[] }> {
  const folder = await folderOf({ 'annotations.json': content });
  const complaints: string[] = [];
  const file = await readAnnotationFile(join(folder, 'annotations.json'), (position, reason) =>
    complaints.push(`${position}: ${reason}`),
  );
  if ('refused' in file) throw new Error(file.refused);
  return { file, complaints };
}

const noCaptions = new Map<string, string[]>();

async function instances(content: unknown, captions = noCaptions) {
  const { file, complaints } = await fileOf(content);
  const images = instancesOf(file, known, captions, (position, reason) =>
    complaints.push(`${position}: ${reason}`),
  );
  return { images, complaints };
}

test('boxes become corners, names become words of a sentence, places and crowds are kept', async () => {
  const { images, complaints } = await instances({
    info: { year: 2017 },
    images: [a, { id: '2', file_name: 'b.jpg', width: 10, height: 10 }],
    categories,
    annotations: [
      marked([10, 20, 30, 40], { category_id: 7, center3d: [-1, 0.5, 4], size3d: [0.3, 1, 0.3] }),
      marked([0, 0, 200, 100], { iscrowd: 1 }),
    ],
  });
  expect(complaints).toEqual([]);
  expect(images).toEqual([
    {
      name: 'a.jpg',
      width: 200,
      height: 100,
      captions: [],
      objects: [
        {
          category: 'traffic light',
          box: [10, 20, 40, 60],
          crowd: false,
          centre: [-1, 0.5, 4],
          size: [0.3, 1, 0.3],
        },
        { category: 'dog', box: [0, 0, 200, 100], crowd: true, centre: null, size: null },
      ],
    },
    { name: 'b.jpg', width: 10, height: 10, captions: [], objects: [] },
  ]);
});

test('a box that overhangs a little is cut, and one that lies elsewhere is refused', async () => {
  const { images, complaints } = await instances({
    images: [a],
    categories,
    annotations: [
      marked([-1, 50, 50, 51]),
      marked([180, 0, 40, 40]),
      marked([300, 300, 20, 20]),
      marked([10, 10, 0, 5]),
      marked([10, 10, -5, 5]),
      marked([10, 10, 5]),
      marked([10, 10, 5, null]),
      marked('everywhere'),
    ],
  });
  expect(images[0]?.objects.map(({ box }) => box)).toEqual([[0, 50, 49, 100]]);
  expect(complaints).toEqual([
    'annotation 2: its box lies outside its image',
    'annotation 3: its box lies outside its image',
    'annotation 4: its box has no area',
    'annotation 5: its box has no area',
    'annotation 6: its bbox is not [x, y, width, height]',
    'annotation 7: its bbox is not [x, y, width, height]',
    'annotation 8: its bbox is not [x, y, width, height]',
  ]);
});

test('records that cannot be used are told one by one, the others are kept', async () => {
  const { images, complaints } = await instances({
    images: [
      a,
      { ...a, id: 2 },
      { id: 3, file_name: '../secret.jpg', width: 9, height: 9 },
      { id: 4, file_name: 'https://example.org/a.jpg', width: 9, height: 9 },
      { id: 5, file_name: 'nowhere.jpg', width: 9, height: 9 },
      { id: 6, file_name: 'b.jpg', width: 0, height: 9 },
      { id: 7, file_name: 'notes.txt', width: 9, height: 9 },
      { file_name: 'b.jpg', width: 9, height: 9 },
      { id: 9, width: 9, height: 9 },
      'an image',
    ],
    categories: [...categories, { id: 9, name: ' ' }, { id: 10, name: 'x'.repeat(61) }],
    annotations: [
      null,
      marked([0, 0, 9, 9], { category_id: 99 }),
      marked([0, 0, 9, 9], { category_id: 9 }),
      marked([0, 0, 9, 9], { center3d: [0, 0, -2], size3d: [1, 1] }),
      marked([0, 0, 9, 9], { image_id: 5 }),
      marked([0, 0, 9, 9], { image_id: {} }),
    ],
  });
  expect(images.map(({ name, objects }) => [name, objects.length])).toEqual([['a.jpg', 1]]);
  expect(images[0]?.objects[0]).toMatchObject({ centre: null, size: null });
  expect(complaints).toEqual([
    'image 10: it is not an object',
    'annotation 1: it is not an object',
    'image 2: it repeats an earlier image',
    "image 3: its image's path leads out of the set's folder",
    'image 4: its image is an address; nothing is ever fetched',
    'image 5, image "nowhere.jpg": its image is missing or was refused',
    'image 6: its width and height are not numbers above 0',
    'image 7: its image has no ending of an image file; it was not opened',
    'image 8: it has no id',
    'image 9: it names no image',
    'category 3: it has no id or no name',
    'category 4: its name is longer than 60 characters',
    'annotation 2: its category is not among the categories',
    'annotation 3: its category is not among the categories',
    'annotation 4: its center3d is not [x, y, z] with z above 0; its box was kept',
    'annotation 4: its size3d is not three numbers above 0; its box was kept',
  ]);
});

test('an image with too many objects keeps the first thousand', async () => {
  const annotations = Array.from({ length: 1002 }, () => marked([0, 0, 9, 9]));
  const { images, complaints } = await instances({ images: [a], categories, annotations });
  expect(images[0]?.objects).toHaveLength(1000);
  expect(complaints).toEqual([
    'annotation 1001: more than 1,000 objects are in its image',
    'annotation 1002: more than 1,000 objects are in its image',
  ]);
});

test('members called __proto__ are members like others', async () => {
  const { images } = await instances(
    `{"images": [{"id": 1, "file_name": "a.jpg", "width": 9, "height": 9, "__proto__": {"x": 1}}],
      "categories": [{"id": "__proto__", "name": "dog"}], "annotations": {"__proto__": {"image_id": 1, "category_id": "__proto__", "bbox": [0, 0, 3, 3]}}}`,
  );
  expect(images[0]?.objects).toHaveLength(1);
  expect(({} as { x?: unknown }).x).toBeUndefined();
});

test.for([
  ['text', 'it is not JSON'],
  ['[1, 2]', 'it is not an object with `images` and `annotations`'],
  ['null', 'it is not an object with `images` and `annotations`'],
  ['{"images": []}', 'it has no lists `images` and `annotations`'],
  ['{"images": 3, "annotations": []}', 'it has no lists `images` and `annotations`'],
  [Buffer.from([0xff, 0xfe, 0x7b]), 'it is not UTF-8'],
  [`${'['.repeat(1e6)}`, 'it is not JSON'],
] as const)('a file that is none: %#', async ([content, reason]) => {
  const folder = await folderOf({ 'annotations.json': content });
  expect(await readAnnotationFile(join(folder, 'annotations.json'), () => {})).toEqual({ refused: reason });
});

test('a file behind a link is not followed', async () => {
  const outside = await folderOf({ 'secret.json': { images: [], annotations: [] } });
  const folder = await folderOf({});
  await symlink(join(outside, 'secret.json'), join(folder, 'annotations.json'));
  expect(await readAnnotationFile(join(folder, 'annotations.json'), () => {})).toEqual({
    refused: 'it cannot be opened (ELOOP)',
  });
});

async function texts(content: unknown) {
  const { file, complaints } = await fileOf(content);
  const images = textsOf(file, known, noCaptions, (position, reason) =>
    complaints.push(`${position}: ${reason}`),
  );
  return { images, complaints };
}

test('words as COCO-Text writes them, by id, and as plain lists', async () => {
  const word = (text: unknown, more: object = {}) => ({
    image_id: 1,
    bbox: [0, 0, 20, 10],
    ...more,
    utf8_string: text,
  });
  const asObjects = await texts({
    imgs: { 1: a, 2: { file_name: 'b.jpg', width: 9, height: 9 } },
    anns: {
      10: { id: 10, ...word('Tea'), legibility: 'legible' },
      11: word('???', { legibility: 'illegible' }),
    },
    imgToAnns: { 1: [10, 11] },
  });
  expect(asObjects.complaints).toEqual([]);
  expect(asObjects.images).toMatchObject([
    { name: 'a.jpg', words: [{ text: 'Tea', box: [0, 0, 20, 10] }], illegible: 1 },
    { name: 'b.jpg', words: [], illegible: 0 },
  ]);
  const asLists = await texts({
    images: [a],
    annotations: [
      { image_id: '1', bbox: [0, 0, 20, 10], text: ' two\nlines ' },
      word(''),
      word('###'),
      word(3),
      word('x'.repeat(101)),
      word('far', { bbox: [500, 0, 10, 10] }),
    ],
  });
  expect(asLists.images).toMatchObject([{ words: [{ text: 'two lines' }], illegible: 5 }]);
  expect(asLists.complaints).toEqual([
    'annotation 4: its word is not a text',
    'annotation 5: its word is longer than 100 characters',
    'annotation 6: its box lies outside its image',
  ]);
});

test('captions are found by the name of their image', async () => {
  const { file, complaints } = await fileOf({
    images: [a],
    annotations: [
      { image_id: 1, caption: 'A dog.\n' },
      { image_id: 1, caption: 'One dog.' },
      { image_id: 1, caption: 7 },
      { image_id: 1, caption: ' ' },
      { image_id: 3, caption: 'of another image' },
    ],
  });
  const captions = captionsByImage(file, known, (position, reason) =>
    complaints.push(`${position}: ${reason}`),
  );
  expect([...captions]).toEqual([['a.jpg', ['A dog.', 'One dog.']]]);
  expect(complaints).toEqual(['annotation 3: it says nothing', 'annotation 4: it says nothing']);
});
