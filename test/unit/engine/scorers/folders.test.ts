/** Benchmarks that the embedded world has no files for: read from the folder that they are told, and only from it. */
import { expect, test } from 'vitest';
import { benchmarkNamed } from '../../../../main/engine/scorers/index.ts';
import { benchWith } from './support.ts';

const image = { id: 1, file_name: '1.jpg' };
const caption = { id: 1, image_id: 1, caption: 'a dog' };
const ten = Array(10).fill('x');
const files: [string, Record<string, unknown>][] = [
  ['gqa', { 'val_questions.json': { 1: { question: '?', answer: 'x', imageId: '1' } } }],
  ['textvqa', { 'val.json': { data: [{ question_id: 1, image_id: '1', question: '?', answers: ten }] } }],
  ['docvqa', { 'val.json': { data: [{ questionId: 1, image: '1.jpg', question: '?', answers: ['x'] }] } }],
  ['chartqa', { 'test_human.json': [{ imgname: '1.jpg', query: '?', label: 'x' }] }],
  [
    'mmmu',
    {
      'val.json': [
        { id: 'validation_Art_1', question: '?', image_1: '1.jpg', answer: 'x', question_type: 'open' },
      ],
    },
  ],
  ['mme', { 'count/1.txt': 'a?\tYes\nb?\tNo\n' }],
  [
    'refcoco-vila',
    { 'refcoco_val.json': [{ img_id: '1_0', sents: 'x', bbox: [1, 2, 3, 4], width: 9, height: 9 }] },
  ],
  ['coco', { 'captions_val2014.json': { images: [image], annotations: [caption] } }],
  [
    'chair',
    {
      'synonyms.txt': 'dog, puppy',
      'captions_val2014.json': { annotations: [caption] },
      'instances_val2014.json': {
        images: [image],
        annotations: [{ image_id: 1, category_id: 1 }],
        categories: [{ id: 1, name: 'dog' }],
      },
    },
  ],
];

test.each(files)('%s', async (name, content) => {
  const within = (folder: string) =>
    Object.fromEntries(Object.entries(content).map(([file, value]) => [`${folder}/${file}`, value]));
  const benchmark = benchmarkNamed(name);
  const official = await benchmark.read(await benchWith(within(name)));
  expect(official?.length).toBeGreaterThan(0);
  const own = await benchWith(within('mine'));
  expect(await benchmark.read(own)).toBeNull();
  expect(await benchmark.read(own, 'mine')).toEqual(official);
  // what names an exam is written out as a whole and must not grow with the square of its items
  expect(JSON.stringify(official).length).toBeLessThan(1000);
});
