import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placesOf } from '../../../../main/engine/places.ts';
import { listPresets, planOf } from '../../../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../../../main/engine/run/experiment.ts';
import { preview } from '../../../../main/engine/run/preview.ts';
import { measuredRates, shippedRates } from '../../../../main/engine/run/rates.ts';
import { keysWith } from '../../../../main/engine/run/reuse.ts';
import {
  allSteps,
  type Db,
  insertImages,
  insertLoss,
  insertSets,
  openForWriting,
  type SetRole,
  saveFact,
  saveStep,
  saveStepKey,
} from '../../../../main/engine/store/index.ts';
import type { Step } from '../../../../shared/models.ts';
import type { Plan } from '../../../../shared/plan.ts';

const plan: Plan = { ...planOf('smoke'), rounds: 1 };
const opened: Db[] = [];

beforeEach(() => {
  process.env.SQUARED_HOME = mkdtempSync(join(tmpdir(), 'squared-rates-'));
});
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
  rmSync(process.env.SQUARED_HOME as string, { recursive: true, force: true });
  delete process.env.SQUARED_HOME;
});

/** An experiment on a hundred images with text, ten SFT and twenty spatial ones. */
function experiment(name: string, device = 'cpu', ofPlan = plan) {
  const places = placesOf(join(process.env.SQUARED_HOME as string, 'experiments', name));
  writeExperiment(places.folder, ofPlan);
  const db = openForWriting(places.database);
  opened.push(db);
  let row = 0;
  const sets: [string, SetRole, number][] = [
    ['pretrain', 'pretrain', 100],
    ['sft', 'sft', 10],
    ['spatial', 'specialist', 20],
  ];
  insertSets(
    db,
    sets.map(([set, role]) => ({ name: set, role })),
  );
  for (const [set, , images] of sets) {
    insertImages(
      db,
      Array.from({ length: images }, (_, at) => ({
        ...{ set, name: `${at}`, file: `/images/${set}/${at}`, sha256: `${at}`, width: 96, height: 96 },
        ...{ row: row++, truth: null, turns: [{ user: 'describe', assistant: 'a dog' }] },
      })),
    );
  }
  saveFact(db, 'trainer', { device });
  const finish = (id: string, seconds: number, changes: Partial<Step> = {}) => {
    const step = allSteps(db).find((one) => one.id === id) as Step;
    const times = { startedAt: new Date(0).toISOString(), endedAt: new Date(seconds * 1000).toISOString() };
    saveStep(db, { ...step, ...times, state: 'done', ...changes });
  };
  return { places, db, finish };
}

const perItem = (measure: 'seconds' | 'bytes' | 'filled', name: string) =>
  measuredRates()
    [measure].get(name)
    ?.map((one) => one.perItem);

test('steps that count items give their own rate, others the clock', () => {
  const { finish } = experiment('a');
  // Resumed: the clock knows the last sitting only, the rate is still right.
  finish('recaption.seed1.v0', 2, { done: 100, total: 100, rate: 20 });
  finish('decide.seed1.v1', 3);
  expect(perItem('seconds', 'recaption/torch/round')).toEqual([0.05]);
  expect(perItem('seconds', 'recaption/torch')).toEqual([0.05]);
  expect(perItem('seconds', 'decide')).toEqual([0.5]);
});

test('a training is told stage by stage, and what it takes beside', () => {
  const { db, finish } = experiment('a');
  const point = { stepId: 'train.seed1.v0', seed: 1, model: 'v0', loss: 1, heldOut: null, learningRate: 1 };
  // Seven steps of sixteen in each of two stages, one in SFT.
  insertLoss(db, { ...point, stage: 'align', at: 7, samplesPerSecond: 100 });
  insertLoss(db, { ...point, stage: 'pretrain', at: 14, samplesPerSecond: 50 });
  insertLoss(db, { ...point, stage: 'sft', at: 15, samplesPerSecond: 10 });
  finish('train.seed1.v0', 30, { done: 15, total: 15 });
  expect(perItem('seconds', 'train/align/original/batches of 16')).toEqual([expect.closeTo(0.01, 9)]);
  expect(perItem('seconds', 'train/pretrain/original')).toEqual([expect.closeTo(0.02, 9)]);
  expect(perItem('seconds', 'train/sft')).toEqual([expect.closeTo(0.1, 9)]);
  const inSteps = (7 * 16) / 100 + (7 * 16) / 50 + 16 / 10;
  expect(perItem('seconds', 'train/beside')).toEqual([expect.closeTo(30 - inSteps, 9)]);
});

test('what lies on the disk is told by artifact', () => {
  const { places, finish } = experiment('a');
  finish('train.seed1.v0', 3, { done: 1, total: 1 });
  mkdirSync(places.checkpoint(1, 'v0'), { recursive: true });
  writeFileSync(join(places.checkpoint(1, 'v0'), 'model.safetensors'), Buffer.alloc(5000));
  finish('features', 3, { done: 130, total: 130, rate: 65 });
  mkdirSync(places.features);
  writeFileSync(join(places.features, 'features.safetensors'), Buffer.alloc(1300));
  expect(perItem('bytes', 'checkpoint/pico')).toEqual([5000]);
  expect(perItem('bytes', 'features/pico')).toEqual([10]);
  expect(perItem('bytes', 'rows')?.[0]).toBeGreaterThan(100);
});

test('how many of a specialist’s questions found their things', () => {
  const { finish } = experiment('a');
  // One open prompt, one about a pair: of 100 pairs 40 were named.
  finish('recaption.seed1.spatial', 3, { done: 140, total: 140, rate: 70 });
  expect(perItem('filled', 'spatial')).toEqual([0.4]);
});

test('what was taken over, did not finish, or ran on another device tells nothing', () => {
  const other = experiment('older', 'cuda:0');
  other.finish('recaption.seed1.v0', 1, { done: 100, total: 100, rate: 9999 });
  rmSync(join(other.places.folder, 'experiment.json'));
  writeFileSync(
    join(other.places.folder, 'experiment.json'),
    JSON.stringify({ version: 1, name: 'older', createdAt: '2020-01-01T00:00:00.000Z', plan }),
  );
  const { finish } = experiment('newer');
  finish('recaption.seed1.v0', 1, { note: 'Taken over from x: everything it depends on is the same.' });
  finish('evaluate.seed1.v0', 1, { done: 5, total: 10, rate: 5, state: 'cancelled' });
  mkdirSync(join(process.env.SQUARED_HOME as string, 'experiments', 'damaged'));
  writeFileSync(join(process.env.SQUARED_HOME as string, 'experiments', 'damaged', 'experiment.json'), '{');
  writeFileSync(join(process.env.SQUARED_HOME as string, 'experiments', 'damaged', 'squared.sqlite'), 'no');
  expect(measuredRates().seconds.size).toBe(0);
});

test('a preview says what would be taken over, from where, and that --fresh takes nothing', async () => {
  const { db, places, finish } = experiment('before');
  finish('train.seed1.v0', 3, { done: 1, total: 1 });
  saveStepKey(db, 'train.seed1.v0', keysWith(plan, { data: '', exams: '' }).get('train.seed1.v0') as string);
  const reusedIn = async (fresh: boolean) =>
    (await preview(plan, fresh)).steps.flatMap(({ id, estimate }) =>
      estimate.reused === null ? [] : [[id, estimate.reused, estimate.seconds]],
    );
  // Its rows say done, but the weights are not whole.
  expect(await reusedIn(false)).toEqual([]);
  mkdirSync(places.checkpoint(1, 'v0'), { recursive: true });
  writeFileSync(join(places.checkpoint(1, 'v0'), 'COMPLETE'), '');
  expect(await reusedIn(false)).toEqual([['train.seed1.v0', 'before', 0]]);
  expect(await reusedIn(true)).toEqual([]);
});

test('a folder is counted as it lies there, and as it was imported once it was', async () => {
  const folder = join(process.env.SQUARED_HOME as string, 'pictures');
  mkdirSync(folder);
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.jpg`), 'not opened');
  writeFileSync(join(folder, 'a.txt'), 'a dog');
  const own: Plan = { ...plan, dataset: { kind: 'folder', path: folder } };
  const before = await preview(own, false);
  expect(before.steps.find(({ id }) => id === 'recaption.seed1.v0')?.estimate.items).toBe(3);
  expect(before.steps.find(({ id }) => id === 'train.seed1.spatial')?.estimate.why).toBe(
    'The dataset has no set "spatial" for this specialist.',
  );
  expect(before.estimate.notes.join()).toContain('counted without opening its images');
  const { finish } = experiment('imported', 'cpu', own);
  finish('import', 1, { done: 3, total: 3, rate: 3 });
  const after = await preview(own, false);
  expect(after.steps.find(({ id }) => id === 'recaption.seed1.v0')?.estimate.items).toBe(100);
  expect(after.estimate.notes.join()).toContain('as imported has imported it');
  const gone = await preview({ ...own, dataset: { kind: 'folder', path: join(folder, 'gone') } }, false);
  expect(gone.steps[0]?.estimate.why).toContain('There is no folder');
});

test('the rates that ship price every step of every preset, and the demo as it was measured', async () => {
  expect(shippedRates().measured).toContain('18 min 42 s');
  for (const { name } of listPresets()) {
    const { totals } = (await preview(planOf(name), false)).estimate;
    expect(totals.unknown, name).toEqual({ seconds: 0, bytes: 0, usd: 0 });
    if (name === 'demo') expect(totals.seconds / (18 * 60 + 42)).toBeCloseTo(1, 1);
  }
});
