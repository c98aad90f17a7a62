import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Draft, freshDraft, withGoal } from '../../../renderer/views/new/draft.ts';
import { documentOf } from '../../../renderer/views/new/plan-document.ts';
import type { Plan } from '../../../shared/plan.ts';

const base = {
  seeds: [1],
  rounds: 3,
  template: 'concatenated',
  specialists: [],
  specialistArms: [],
  controls: [],
  benchmarks: ['pope', 'vqa'],
  stop: { enforce: false },
} as unknown as Plan;
const mine: Draft = { ...freshDraft, data: { kind: 'folder', path: '/d' } };
const nothing = { benchmarks: false, objectTruth: false };
const planOf = (draft: Draft, brings?: typeof nothing, on = base) => parse(documentOf(draft, on, brings));

describe('images that are kept from training', () => {
  test('where the folder brings no benchmark, unless it was chosen otherwise', () => {
    expect(planOf(mine, nothing)).toEqual({
      base: 'demo',
      dataset: { kind: 'folder', path: '/d' },
      benchmarks: ['pope', 'vqa', 'own-captions'],
      ownCaptions: { share: 0.05, most: 500 },
    });
    const unwanted = { ...mine, ownCaptions: { ...mine.ownCaptions, wanted: false } };
    expect(planOf(unwanted, nothing)).not.toHaveProperty('ownCaptions');
  });

  test('not where it brings some, or nobody has looked yet, unless it was wanted', () => {
    expect(planOf(mine, { ...nothing, benchmarks: true })).not.toHaveProperty('ownCaptions');
    expect(planOf(mine)).not.toHaveProperty('benchmarks');
    const wanted = { ...mine, ownCaptions: { wanted: true, percent: 7, most: 90 } };
    expect(planOf(wanted, { ...nothing, benchmarks: true })).toMatchObject({
      benchmarks: ['pope', 'vqa', 'own-captions'],
      ownCaptions: { share: 0.07, most: 90 },
    });
  });

  test('what lies beside a folder whose fields were corrected is no benchmark', () => {
    const corrected = { path: '/d', mapping: { text: 'alt' } };
    const draft: Draft = { ...mine, data: { kind: 'folder', path: '/d', corrected } };
    expect(planOf(draft, { ...nothing, benchmarks: true })).toHaveProperty('ownCaptions');
  });

  test('they decide with the benchmarks that the stop rule names', () => {
    const on = { ...base, stop: { enforce: false, benchmarks: ['pope'] } } as unknown as Plan;
    expect(planOf({ ...mine, enforceStop: true }, nothing, on).stop).toEqual({
      enforce: true,
      benchmarks: ['pope', 'own-captions'],
    });
  });

  test('never of the drawn world, nor where nothing is trained', () => {
    const wanted = { wanted: true, percent: 5, most: 500 };
    expect(planOf({ ...freshDraft, ownCaptions: wanted })).toEqual({ base: 'demo' });
    const captions = withGoal({ ...mine, ownCaptions: wanted }, 'recaption');
    expect(planOf(captions, nothing)).not.toHaveProperty('ownCaptions');
  });
});

describe('what is in the images', () => {
  const truth = { instances: '/data/a "b".json', detections: '', minimumScore: 0.5 };

  test('is named by the files that say it; a score only where there are detections', () => {
    expect(planOf({ ...mine, objectTruth: truth }).objectTruth).toEqual({ instances: '/data/a "b".json' });
    const both = { ...truth, detections: '/data/d.json', minimumScore: 0.35 };
    expect(planOf({ ...mine, objectTruth: both }).objectTruth).toEqual({
      instances: '/data/a "b".json',
      detections: '/data/d.json',
      minimumScore: 0.35,
    });
  });

  test('is asked for where only captions are written, too; the drawn world knows it', () => {
    const captions = withGoal({ ...mine, objectTruth: truth }, 'recaption');
    expect(planOf(captions).objectTruth).toEqual({ instances: '/data/a "b".json' });
    expect(planOf({ ...freshDraft, objectTruth: truth })).toEqual({ base: 'demo' });
    expect(planOf(mine)).not.toHaveProperty('objectTruth');
  });
});
