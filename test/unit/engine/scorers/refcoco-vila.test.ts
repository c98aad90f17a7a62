import { expect, test } from 'vitest';
import { fractionsIn, pixelOverlap, refcocoVila } from '../../../../main/engine/scorers/refcoco-vila.ts';
import { golden } from './golden.ts';
import { benchWith } from './support.ts';

type Box = [number, number, number, number];

test('IoU with one pixel added, as VILA computes it, to the last bit', () => {
  const { iou } = golden<{ iou: { truth: Box; box: Box; iou: number | null }[] }>('refcoco-vila');
  // null: upstream divides by zero
  for (const one of iou.filter((each) => each.iou !== null))
    expect(pixelOverlap(one.box, one.truth)).toBe(one.iou);
});

test.each([
  ['[012,500,999,050]', [0.012, 0.5, 0.999, 0.05]],
  ['it is at [ 100, 200,300 ,400 ].', [0.1, 0.2, 0.3, 0.4]],
  ['[1,2,3]', null],
  ['', null],
])('%s', (text, expected) => {
  expect(fractionsIn(text)).toEqual(expected);
});

test('reads VILA’s files of all three datasets; accuracy by split', async () => {
  const entry = {
    img_id: 'COCO_train2014_000000581857_16',
    sents: 'navy blue shirt',
    bbox: [10, 20, 30, 40],
    height: 100,
    width: 100,
  };
  const folder = await benchWith({
    'refcoco-vila/refcoco_testA.json': [entry],
    'refcoco-vila/refcoco+_val.json': [entry],
    'refcoco-vila/refcocog_test.json': [entry],
  });
  const items = (await refcocoVila.read(folder)) ?? [];
  expect(items.map(({ id, image }) => [id, image])).toEqual([
    ['refcoco+ val:COCO_train2014_000000581857_16', 'COCO_train2014_000000581857.jpg'],
    ['refcoco testA:COCO_train2014_000000581857_16', 'COCO_train2014_000000581857.jpg'],
    ['refcocog test:COCO_train2014_000000581857_16', 'COCO_train2014_000000581857.jpg'],
  ]);
  const said = new Map(items.map(({ id }, i) => [id, i === 0 ? 'no idea' : '[100,200,400,600]']));
  expect(refcocoVila.details(items, said)).toEqual({
    unreadable: 1 / 3,
    'accuracy refcoco testA': 1,
    'accuracy refcoco+ val': 0,
    'accuracy refcocog test': 1,
  });
});
