import { expect, test } from 'vitest';
import { partOf, partsOf } from '../../../../main/engine/export/part.ts';
import { type ExportRecord, pagesOf } from '../../../../main/engine/export/records.ts';
import { placesOf } from '../../../../main/engine/places.ts';
import { type Combination, combinationNamed } from '../../../../main/engine/plan/arms.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { describe } from '../../../../main/engine/run/experiment.ts';
import { combinedMixture, roundMixture } from '../../../../main/engine/steps/pretraining-text.ts';
import {
  type Db,
  insertImages,
  openForReading,
  openForWriting,
} from '../../../../main/engine/store/index.ts';
import type { ExportPart } from '../../../../shared/export.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { madeUpExperiment, names, seed } from './made-up.ts';

async function opened(change: Partial<Plan> = {}): Promise<{ plan: Plan; db: Db; folder: string }> {
  const { folder } = await madeUpExperiment(change);
  return { plan: describe(folder).plan, db: openForReading(placesOf(folder).database), folder };
}

const recordsOf = (gathering: { plan: Plan; db: Db }, part: ExportPart): ExportRecord[] =>
  [...pagesOf(gathering, partOf(gathering, part, seed))].flatMap(({ records }) => records);

const samplesOf = (records: readonly ExportRecord[]) =>
  records.map(({ image, turns }) => ({ row: image.row, turns }));

test.each([
  {},
  { recaptionShare: 0.5 },
  { template: 'recaption' as const },
  { withoutRecaption: 'original' as const },
  { keep: { ...planOf('smoke').keep, minimumWords: 9 } },
  { keep: { ...planOf('smoke').keep, minimumWords: 9 }, withoutRecaption: 'original' as const },
  { rounds: 0 },
])('rounds and final mixture are what the trainer is given: %j', async (change) => {
  const gathering = await opened(change);
  for (let round = 1; round <= gathering.plan.rounds; round++) {
    expect(samplesOf(recordsOf(gathering, `round:${round}`))).toEqual(
      roundMixture(gathering, seed, { source: `v${round - 1}`, round }).samples,
    );
  }
  const all = combinationNamed(gathering.plan, 'final') as Combination;
  expect(samplesOf(recordsOf(gathering, 'final'))).toEqual(combinedMixture(gathering, seed, all).samples);
});

test('captions that the plan does not keep are told apart from those that never came', async () => {
  const keep = { ...planOf('smoke').keep, minimumWords: 9 };
  const gathering = await opened({ keep });
  const [page] = [...pagesOf(gathering, partOf(gathering, 'round:2', seed))];
  expect(page?.leftOut).toEqual({
    'its recaption was not kept: fewer than 9 words': 6,
    'its recaption is missing or empty': 1,
  });
  const [back] = [
    ...pagesOf(
      { ...gathering, plan: { ...gathering.plan, withoutRecaption: 'original' } },
      partOf(gathering, 'round:2', seed),
    ),
  ];
  expect(back).toMatchObject({
    fellBack: 6,
    leftOut: { 'its recaption was not kept: fewer than 9 words': 1 },
  });
  expect(back?.records[0]?.captions).toEqual([
    { by: 'original', prompt: gathering.plan.briefPrompt, text: 'alt text 0' },
  ]);
});

test('what has no text in a part is left out and counted, never filled with another text', async () => {
  const gathering = await opened();
  const [page] = [...pagesOf(gathering, partOf(gathering, 'round:2', seed))];
  expect(page).toMatchObject({ seen: names.length, leftOut: { 'its recaption is missing or empty': 1 } });
  expect(page?.records.map(({ image }) => image.name)).toEqual(names.filter((name) => name !== '0006.jpg'));
  const [original] = [...pagesOf(gathering, partOf(gathering, 'original', undefined))];
  expect(original?.leftOut).toEqual({ 'the image has no text': 1 });
});

test('each text stands by itself beside the conversation: recaption, then answers with their boxes', async () => {
  const gathering = await opened();
  const [first] = recordsOf(gathering, 'final');
  expect(first?.original).toBe('alt text 0');
  expect(first?.captions.map(({ by, text }) => [by, text])).toEqual([
    ['v1', 'round 2: a longer text about picture 0'],
    ['grounding', 'a fox [012,034,500,999] beside a [000,000,100,100] tree'],
    ['grounding', '[012,034,500,999]'],
    ['ocr', 'STOP'],
  ]);
  expect(recordsOf(gathering, 'specialist:grounding').map(({ turns }) => turns)).toEqual([
    [
      {
        user: 'describe with boxes.',
        assistant: 'a fox [012,034,500,999] beside a [000,000,100,100] tree',
      },
      { user: 'where is the fox?', assistant: '[012,034,500,999]' },
    ],
  ]);
});

test('pages follow each other without gap or repetition', async () => {
  const { plan, folder, db: reading } = await opened();
  const db = openForWriting(placesOf(folder).database);
  insertImages(
    db,
    Array.from({ length: 1000 }, (_, i) => ({
      set: 'pretrain',
      name: `more/${i}.jpg`,
      file: '/nowhere',
      sha256: 'x',
      width: 1,
      height: 1,
      row: 1000 + i,
      truth: null,
      turns: [{ user: 'q', assistant: `text ${i}` }],
    })),
  );
  db.close();
  const gathering = { plan, db: reading };
  const records = recordsOf(gathering, 'original');
  expect(records.map(({ original }) => original).slice(7)).toEqual(
    Array.from({ length: 1000 }, (_, i) => `text ${i}`),
  );
});

test('only what has been written is offered, with the seeds that have it', async () => {
  expect(partsOf(await opened())).toEqual([
    { part: 'original', title: 'Original text', seeds: [] },
    { part: 'round:1', title: 'Round 1', seeds: [1] },
    { part: 'round:2', title: 'Round 2', seeds: [1] },
    { part: 'specialist:grounding', title: 'Answers of the grounding specialist', seeds: [1] },
    { part: 'specialist:ocr', title: 'Answers of the ocr specialist', seeds: [1] },
    { part: 'final', title: 'Final mixture', seeds: [1] },
  ]);
});

test.each([
  ['round:3', 1, 'This experiment has no round 3.'],
  ['specialist:chart', 1, 'This experiment has no specialist "chart".'],
  ['specialist:spatial', 1, 'Nothing has been written yet for answers of the spatial specialist (seed 1).'],
  ['round:1', 2, 'Nothing has been written yet for round 1 (seed 2).'],
  ['round:1', 7, 'This experiment has no seed 7.'],
] as const)('%s of seed %i is refused in words', async (part, wanted, words) => {
  const gathering = await opened();
  expect(() => partOf(gathering, part, wanted)).toThrow(words);
});
