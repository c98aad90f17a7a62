import { expect, test } from 'vitest';
import { EngineFailure } from '../../../../main/engine/failure.ts';
import { readExams } from '../../../../main/engine/steps/exams.ts';
import { benchWith } from '../scorers/support.ts';

const line = (question_id: number, image: string) =>
  JSON.stringify({ question_id, image, text: '?', label: 'yes' });

test('questions whose image is missing are skipped and counted, like all that is left out', async () => {
  const annotation = (question_id: number) => ({ question_id, answers: [{ answer: 'yes' }] });
  const folder = await benchWith({
    'pope/coco_pope_random.json': [line(1, '1.jpg'), line(2, 'gone.jpg'), line(3, 'gone.jpg')].join('\n'),
    'vqa/questions.json': { questions: [{ question_id: 1, image: '1.jpg', question: '?' }] },
    'vqa/annotations.json': { annotations: [annotation(1), annotation(2)] },
  });
  const { exams, skipped } = await readExams(
    ['pope', 'vqa', 'gqa'],
    [{ folder, prefix: '', table: null }],
    new Map([['1.jpg', 0]]),
  );
  expect(exams.map(({ benchmark, items }) => [benchmark.name, items.length])).toEqual([
    ['pope', 1],
    ['vqa', 1],
  ]);
  expect(skipped).toEqual([
    {
      what: 'questions of POPE (object existence)',
      count: 2,
      why: 'their image is missing or quarantined',
    },
    {
      what: 'annotations of VQAv2 (visual question answering)',
      count: 1,
      why: 'no question has their id',
    },
    { what: 'benchmark GQA (compositional questions)', count: 1, why: 'no bench/gqa in the dataset' },
  ]);
});

test('a file that cannot be used is told with its place and what to do', async () => {
  const folder = await benchWith({ 'textvqa/val.json': { data: [{ question_id: 1, image: '1.jpg' }] } });
  const failure = await readExams(
    ['textvqa'],
    [{ folder, prefix: '', table: null }],
    new Map([['1.jpg', 0]]),
  ).catch((error) => error);
  expect(failure).toBeInstanceOf(EngineFailure);
  expect(failure.message).toMatch(
    /The files of TextVQA \(reading in scenes\) cannot be used\. .*val\.json, data \[0\], field "answers"/,
  );
  expect(failure.advice).toMatch(/take its folder out of the dataset/);
});
