/** COCO instances and detections as truth: what is taken, what is refused at which record, and which images are then not judged. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readObjectTruth } from '../../../../main/engine/formats/object-truth.ts';
import { folderOf } from './temporary-folder.ts';

const size = { width: 100, height: 50 };
const image = (id: number, file_name: string) => ({ id, file_name, width: 200, height: 100 });
const categories = [
  { id: 17, name: 'cat', supercategory: 'animal' },
  { id: 18, name: 'Dog', supercategory: 'animal' },
  { id: 90, name: 'traffic_light' },
];
const mark = (image_id: number, category_id: number, bbox: unknown = [20, 10, 40, 20]) => ({
  id: 1,
  image_id,
  category_id,
  bbox,
  segmentation: [[1, 2, 3, 4]],
});

async function read(
  instances: unknown,
  { detections, names = ['a.jpg', 'sub/b.jpg', 'c.jpg'], minimumScore = 0.5 }: Options = {},
) {
  const written = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const folder = await folderOf({
    'instances.json': written(instances),
    ...(detections === undefined ? {} : { 'detections.json': written(detections) }),
  });
  const complaints: string[] = [];
  const truth = await readObjectTruth(
    {
      instances: join(folder, 'instances.json'),
      detections: detections === undefined ? null : join(folder, 'detections.json'),
      minimumScore,
    },
    new Map(names.map((name) => [name, size])),
    (file, position, reason) => complaints.push(`${file.slice(folder.length + 1)}, ${position}: ${reason}`),
  );
  return { truth, complaints };
}

interface Options {
  readonly detections?: unknown;
  readonly names?: readonly string[];
  readonly minimumScore?: number;
}

test('objects are taken by image, in pixels of the stored picture; nothing is said about signs, grounds and relations', async () => {
  const { truth, complaints } = await read({
    info: { description: 'x' },
    annotations: [mark(1, 17), mark(1, 18, [0, 0, 200, 100]), mark(2, 90)],
    images: [image(1, 'a.jpg'), image(2, 'train2017/b.jpg'), image(3, 'c.jpg'), image(4, 'elsewhere.jpg')],
    categories,
  });
  expect(complaints).toEqual([]);
  if ('refused' in truth) throw new Error(truth.refused);
  expect([...truth.truths]).toEqual([
    [
      'a.jpg',
      {
        objects: [
          { kind: 'cat', category: 'animal', box: [10, 5, 30, 15] },
          { kind: 'dog', category: 'animal', box: [0, 0, 100, 50] },
        ],
        source: 'annotations',
      },
    ],
    [
      'sub/b.jpg',
      {
        objects: [{ kind: 'traffic light', category: 'traffic light', box: [10, 5, 30, 15] }],
        source: 'annotations',
      },
    ],
    ['c.jpg', { objects: [], source: 'annotations' }],
  ]);
  expect(truth).toMatchObject({ names: ['cat', 'dog', 'traffic light'], foreign: 1, unjudged: 0 });
});

test('an image about which a record cannot be used is not judged, and the record is named', async () => {
  const { truth, complaints } = await read(
    {
      images: [
        image(1, 'a.jpg'),
        image(2, 'b.jpg'),
        image(3, 'c.jpg'),
        image(3, 'd.jpg'),
        { ...image(5, 'e.jpg'), height: 7 },
        image(6, '../f.jpg'),
        7,
      ],
      categories: [...categories, { id: 4 }],
      annotations: [mark(1, 17), mark(1, 17, [1, 2, 3]), mark(2, 4), mark(99, 17), 'x', mark(5, 17)],
    },
    { names: ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg', 'f.jpg'] },
  );
  if ('refused' in truth) throw new Error(truth.refused);
  expect([...truth.truths.keys()]).toEqual([]);
  expect(truth.unjudged).toBe(4);
  expect(complaints).toEqual([
    'instances.json, image 7: it is not an object',
    'instances.json, category 4: it has no id or no name',
    'instances.json, image 4: it repeats an earlier image',
    'instances.json, image 5: its annotations were made on a picture of another shape',
    "instances.json, image 6: its image's path leads out of the set's folder",
    'instances.json, annotation 2: its bbox is not [x, y, width, height]',
    'instances.json, annotation 3: its category is not among the categories',
    'instances.json, annotation 5: it is not an object',
    'instances.json, 1 annotations: their image_id is that of no image',
  ]);
});

test('detections count from their score on, and what people have marked is not marked again', async () => {
  const frame = { images: [image(1, 'a.jpg'), image(2, 'b.jpg'), image(3, 'c.jpg')], categories };
  const detected = (image_id: number, category_id: number, score: unknown) => ({
    image_id,
    category_id,
    bbox: [0, 0, 20, 20],
    score,
  });
  const { truth, complaints } = await read(
    { ...frame, annotations: [mark(1, 17)] },
    {
      minimumScore: 0.7,
      detections: [
        detected(1, 17, 0.9),
        detected(1, 18, 0.7),
        detected(2, 17, 0.69),
        { image_id: 3, category_id: 17, bbox: [0, 0, 20, 20], confidence: 0.9 },
        detected(8, 17, 0.9),
        detected(8, 17, 0.1),
      ],
    },
  );
  if ('refused' in truth) throw new Error(truth.refused);
  const kinds = [...truth.truths].map(([name, { objects }]) => [name, objects.map(({ kind }) => kind)]);
  expect(kinds).toEqual([
    ['a.jpg', ['cat', 'dog']],
    ['sub/b.jpg', []],
  ]);
  expect(complaints).toEqual([
    'detections.json, detection 4: it has no number `score`; it has "image_id", "category_id", "bbox", "confidence"',
    'detections.json, 1 detections: their image_id is that of no image',
  ]);
});

test('detections alone are enough, and a file without either is refused: it would make every word a lie', async () => {
  const frame = { images: [image(1, 'a.jpg')], categories };
  const alone = await read(frame, { detections: [{ ...mark(1, 17), score: 1 }] });
  expect(alone.truth).toMatchObject({ unjudged: 0, foreign: 0 });
  const refusals = await Promise.all(
    [
      frame,
      { ...frame, annotations: [] },
      { ...frame, annotations: { 1: mark(1, 17) } },
      { pictures: [], categories },
      { images: frame.images, labels: [] },
      [mark(1, 17)],
      '{"images": [{"id": 1, "file_name": "a.jpg"',
      '{"images": [',
      Buffer.from([0xff, 0xfe]).toString('latin1'),
    ].map(async (instances) => ((await read(instances)).truth as { refused: string }).refused),
  );
  expect(refusals).toEqual([
    'it has no `annotations`, and no detections are named: nobody knows what is in its images',
    'it has no `annotations`, and no detections are named: nobody knows what is in its images',
    'its `annotations` are no list',
    'it has no list `images` with entries; it has "categories", "pictures"',
    'it has no list `categories` with entries; it has "images", "labels"',
    'an object with `images` and `categories` is expected, not a list',
    'images 1: the file breaks off here',
    'images 1: the file breaks off here',
    'file: it is neither a JSON list nor a JSON object',
  ]);
  const broken = await read({ ...frame, annotations: [mark(1, 17)] }, { detections: '[{"image_id": 1' });
  expect(broken.truth).toMatchObject({ refused: 'record 1: the file breaks off here' });
  const other = await read({ ...frame, annotations: [mark(1, 17)] }, { detections: { predictions: [] } });
  expect(other.truth).toMatchObject({ refused: 'a list of detections is expected, not an object' });
});
