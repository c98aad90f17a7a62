import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { acceptFewCaptions, overrule } from '../../../../main/engine/run/overrule.ts';
import { keysFor } from '../../../../main/engine/run/reuse.ts';
import { checkCoverage } from '../../../../main/engine/steps/enough-captions.ts';
import { lastRound } from '../../../../main/engine/steps/last-round.ts';
import {
  allSteps,
  allVerdicts,
  openForReading,
  openForWriting,
  saveCoverage,
  saveStep,
  saveVerdict,
} from '../../../../main/engine/store/index.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { finishedExperiment, ownHome } from './home.ts';

const smoke = planOf('smoke');
const because = 'the interval is nearly above zero, and the night is long';

/** Three rounds, the rule said stop after the first, and the others were skipped where the plan obeys. */
function stopped(enforce: boolean) {
  const plan: Plan = { ...smoke, rounds: 3, stop: { ...smoke.stop, enforce } };
  const places = finishedExperiment(ownHome(), 'study', plan);
  const db = openForWriting(places.database);
  saveVerdict(db, {
    seed: 1,
    round: 1,
    decision: 'stop',
    reason: 'no gain',
    comparisons: [],
    overruled: null,
  });
  if (enforce)
    for (const step of allSteps(db).filter(({ round }) => round !== null && round > 1))
      saveStep(db, { ...step, state: 'skipped' });
  db.close();
  return { plan, places };
}

test('rounds go on where a person says so, and what was made from the last generalist is made again', () => {
  const { plan, places } = stopped(true);
  const before = openForReading(places.database);
  expect(lastRound({ plan, db: before }, 1)).toBe(1);
  const keys = keysFor(plan, before);
  before.close();
  const again = overrule(places.folder, { seed: 1, round: 1, decision: 'continue', because });
  for (const id of [
    'recaption.seed1.v1',
    'train.seed1.v2',
    'train.seed1.v3',
    'train.seed1.ocr',
    'train.seed1.final',
    'report',
  ])
    expect(again).toContain(id);
  for (const id of ['train.seed1.v0', 'train.seed1.v1', 'evaluate.seed1.v1', 'features'])
    expect(again).not.toContain(id);
  const db = openForReading(places.database);
  expect(lastRound({ plan, db }, 1)).toBe(3);
  expect(allVerdicts(db)[0]).toMatchObject({
    decision: 'stop',
    overruled: { decision: 'continue', because },
  });
  const pending = allSteps(db).filter(({ state }) => state === 'pending');
  expect(pending.map(({ id }) => id)).toEqual(again);
  // Its results are no longer what the plan alone would give, so nobody may take them over.
  expect(keysFor(plan, db).get('train.seed1.final')).not.toBe(keys.get('train.seed1.final'));
  db.close();
});

test('an earlier end keeps the rounds that were trained', () => {
  const { places } = stopped(true);
  overrule(places.folder, { seed: 1, round: 1, decision: 'continue', because });
  const db = openForWriting(places.database);
  for (const step of allSteps(db)) saveStep(db, { ...step, state: 'done' });
  db.close();
  const again = overrule(places.folder, { seed: 1, round: 1, decision: 'stop', because: 'enough' });
  expect(again).toContain('train.seed1.ocr');
  expect(again.some((id) => /\.v\d$/.test(id))).toBe(false);
});

test('a plan that only records verdicts records this one too, and no step changes', () => {
  const { places } = stopped(false);
  expect(overrule(places.folder, { seed: 1, round: 1, decision: 'continue', because })).toEqual([]);
  const db = openForReading(places.database);
  expect(allVerdicts(db)[0]?.overruled?.because).toBe(because);
  db.close();
});

test('a verdict that is not there cannot be overruled, and it is said which are', () => {
  const { places } = stopped(true);
  const refused = () => overrule(places.folder, { seed: 2, round: 1, decision: 'continue', because });
  expect(refused).toThrow('no verdict on round 1 of seed 2');
  try {
    refused();
  } catch (error) {
    expect((error as { advice: string }).advice).toBe('There are verdicts on round 1 of seed 1.');
  }
  expect.assertions(2);
});

test('training is refused on too few captions, by whom and to what they were lost; a word of acceptance lets it go on', () => {
  const { places } = stopped(false);
  const db = openForWriting(places.database);
  saveCoverage(db, {
    seed: 1,
    source: 'v0',
    wanted: 200,
    written: 190,
    truncated: 0,
    empty: 5,
    rejected: { 'fewer than 3 words': 25 },
    usable: 160,
    fellBack: 0,
  });
  const check = (minimum: number, writers = ['v0']) => checkCoverage(db, { writers, seed: 1, minimum });
  expect(() => check(0.9)).toThrow(
    'of 200 by v0 160 (80 %): 10 missing, 5 empty, 25 rejected (fewer than 3 words). The plan wants 90 %.',
  );
  expect(() => check(0.8)).not.toThrow();
  expect(() => check(0.9, ['v1'])).not.toThrow();
  db.close();
  acceptFewCaptions(places.folder);
  const after = openForReading(places.database);
  expect(() => checkCoverage(after, { writers: ['v0'], seed: 1, minimum: 0.9 })).not.toThrow();
  after.close();
  rmSync(places.folder, { recursive: true });
});
