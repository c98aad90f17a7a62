import { describe, expect, test } from 'vitest';
import { type EstimateInput, estimate } from '../../../../main/engine/plan/estimate.ts';
import { graphOf } from '../../../../main/engine/plan/graph.ts';
import {
  type DatasetCounts,
  nothingFor,
  plannedStages,
} from '../../../../main/engine/plan/planned-stages.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { chosenRate, type Measure, type Rates } from '../../../../main/engine/plan/rates.ts';
import { workOf } from '../../../../main/engine/plan/work.ts';
import type { Plan } from '../../../../shared/plan.ts';

const counts: DatasetCounts = {
  sets: [
    { name: 'pretrain', role: 'pretrain', images: 1000 },
    { name: 'sft', role: 'sft', images: 100 },
    { name: 'spatial', role: 'specialist', images: 60 },
    { name: 'grounding', role: 'specialist', images: 60 },
    { name: 'ocr', role: 'specialist', images: 60 },
    { name: 'bench', role: 'bench', images: 50 },
  ],
  described: 900,
  questions: new Map([
    ['pope', 300],
    ['vqa', 200],
  ]),
};

/** `{ seconds: { 'train/align': [[100, 0.01]] } }`: 100 items at a hundredth of a second each. */
function rates(given: Partial<Record<Measure, Record<string, [number, number][]>>>): Rates {
  const of = (measure: Measure) =>
    new Map(
      Object.entries(given[measure] ?? {}).map(([name, list]) => [
        name,
        list.map(([items, perItem]) => ({ items, perItem })),
      ]),
    );
  return { seconds: of('seconds'), bytes: of('bytes'), usd: of('usd'), filled: of('filled') };
}

const everything = rates({
  seconds: Object.fromEntries(
    [
      'world',
      'import',
      'leakage',
      'features/pico',
      'train/align',
      'train/pretrain',
      'train/sft',
      'train/specialist',
    ]
      .concat('train/beside', 'recaption/torch', 'evaluate', 'decide', 'report')
      .map((name) => [name, [[1000, 0.01]]]),
  ),
  bytes: Object.fromEntries(
    ['world', 'pixels', 'rows', 'features/pico', 'checkpoint/pico', 'shared/pico', 'snapshot', 'report']
      .concat('snapshot/prompts')
      .map((name) => [name, [[1000, 100]]]),
  ),
  filled: { any: [[1000, 0.5]] },
});

const plan: Plan = { ...planOf('smoke'), rounds: 2 };

function estimated(changes: Partial<EstimateInput> = {}) {
  const ofPlan = changes.plan ?? plan;
  return estimate({
    plan: ofPlan,
    nodes: graphOf(ofPlan),
    counts,
    why: '',
    reused: new Map(),
    here: rates({}),
    shipped: { ...everything, measured: 'those of a test' },
    notes: [],
    ...changes,
  });
}

describe('work', () => {
  const options = { plan, counts, reused: new Set<string>(), filled: () => 0.5 };
  const work = workOf(graphOf(plan), options);

  test('counts the items that a run counts', () => {
    // ceil(900 / 16) + ceil(900 / 16) + ceil(100 / 16) optimiser steps
    expect(work.get('train.seed1.v0')?.items).toBe(57 + 57 + 7);
    expect(work.get('train.seed1.v1')?.items).toBe(57 + 63 + 7);
    expect(work.get('train.seed1.spatial')?.items).toBe(10);
    expect(work.get('recaption.seed1.v0')?.items).toBe(1000);
    expect(work.get('evaluate.seed1.v0')?.items).toBe(500);
    // one open prompt, and half of up to three objects
    expect(work.get('recaption.seed1.grounding')?.items).toBe(1000 + 0.5 * 3 * 1000);
  });

  test('the align stage is trained once a seed, by the first that is not taken over', () => {
    const aligning = (reused: string[]) =>
      [...workOf(graphOf(plan), { ...options, reused: new Set(reused) })]
        .filter(([, { seconds }]) => seconds.some(({ rates: [name] }) => name?.startsWith('train/align')))
        .map(([id]) => id);
    expect(aligning([])).toEqual(['train.seed1.v0']);
    expect(aligning(['train.seed1.v0'])).toEqual(['train.seed1.v0', 'train.seed1.v1']);
  });

  test('a share of recaptions leaves the rest its original text', () => {
    const half = { ...plan, recaptionShare: 0.5 };
    const done = workOf(graphOf(half), { ...options, plan: half });
    expect(done.get('recaption.seed1.v0')?.items).toBe(500);
    // 500 recaptioned and half of the 900 described
    expect(done.get('train.seed1.v1')?.items).toBe(57 + Math.ceil(950 / 16) + 7);
  });

  test('what the dataset lacks is no work, and says so', () => {
    const bare = { ...counts, sets: counts.sets.slice(0, 2), questions: new Map() };
    const done = workOf(graphOf(plan), { ...options, counts: bare });
    expect(done.get('train.seed1.ocr')?.idle).toBe('The dataset has no set "ocr" for this specialist.');
    expect(done.get('recaption.seed1.ocr')?.items).toBe(0);
    expect(done.get('evaluate.seed1.v0')?.idle).toBe('The dataset has no benchmark.');
  });
});

describe('arms', () => {
  const arms: Plan = {
    ...plan,
    specialistArms: ['leave-one-out', 'none'],
    reducedShares: [0.1],
    controls: ['equal-compute', 'more-data', 'specialist-data', 'matched-length'],
    variants: [{ name: 'only-recaption', template: 'recaption' }],
  };
  const more = { name: 'pretrain-more', role: 'more', images: 500 };
  const stagesOf = (model: string, counted: DatasetCounts = { ...counts, sets: [...counts.sets, more] }) =>
    plannedStages({ model, round: null }, { plan: arms, counts: counted }).map(
      ({ name, texts, samples, shared, stage }) => [name, texts[0], samples, shared, stage.epochs],
    );

  test.each([
    [
      'equal-compute',
      [
        ['align', 'original', 900, true, 1],
        ['pretrain', 'original', 900, false, 2],
        ['sft', 'alone', 100, false, 2],
      ],
    ],
    [
      'more-data',
      [
        ['align', 'original', 1400, false, 1],
        ['pretrain', 'original', 1400, false, 1],
        ['sft', 'alone', 100, false, 1],
      ],
    ],
    [
      'specialist-data',
      [
        ['align', 'original', 900, true, 1],
        ['pretrain', 'recaption', 1000, false, 1],
        ['sft', 'with lessons', 280, false, 1],
      ],
    ],
    [
      'only-recaption',
      [
        ['align', 'original', 900, true, 1],
        ['pretrain', 'recaption', 1000, false, 1],
        ['sft', 'alone', 100, false, 1],
      ],
    ],
    [
      'without-ocr-10pct',
      [
        ['align', 'original', 90, false, 1],
        ['pretrain', 'answers of spatial, grounding', 100, false, 1],
        ['sft', 'alone', 100, false, 1],
      ],
    ],
    [
      'without-specialists',
      [
        ['align', 'original', 900, true, 1],
        ['pretrain', 'recaption', 1000, false, 1],
        ['sft', 'alone', 100, false, 1],
      ],
    ],
  ])('%s goes through the stages of its recipe', (model, stages) => {
    expect(stagesOf(model)).toEqual(stages);
  });

  test('what an arm lacks is no work', () => {
    const given = { plan: arms, counts };
    expect(nothingFor('more-data', given)).toContain('pretrain-more');
    expect(
      nothingFor('more-data', { ...given, counts: { ...counts, sets: [...counts.sets, more] } }),
    ).toBeNull();
    const bare = { ...given, counts: { ...counts, sets: counts.sets.slice(0, 2) } };
    expect(nothingFor('final', bare)).toBe('The dataset has no data of a specialist.');
    expect(nothingFor('without-specialists', bare)).toBeNull();
    expect(nothingFor('v1', bare)).toBeNull();
  });
});

describe('a rate', () => {
  const here = rates({
    seconds: {
      close: [[100, 2]],
      'a kind': [[100, 9]],
      sizes: [
        [10, 50],
        [1000, 1],
        [900, 3],
        [1100, 2],
      ],
    },
  });
  const shipped = rates({ seconds: { close: [[100, 5]], elsewhere: [[100, 7]] } });

  test('is the closest name that was measured here, then what shipped', () => {
    const of = (...names: string[]) => chosenRate('seconds', names, 100, here, shipped);
    expect(of('close', 'a kind')).toMatchObject({ perItem: 2, here: true });
    expect(of('unseen', 'a kind')).toMatchObject({ perItem: 9, here: true });
    expect(of('elsewhere')).toMatchObject({ perItem: 7, here: false });
    expect(of('unseen')).toBeNull();
  });

  test('is the median of the runs of the most similar size', () => {
    const many = rates({
      seconds: {
        sizes: [...[1, 2, 3, 4, 5].map((n): [number, number] => [1000 + n, n]), [10, 50], [10, 50]],
      },
    });
    expect(chosenRate('seconds', ['sizes'], 1000, many, shipped)?.perItem).toBe(3);
    expect(chosenRate('seconds', ['sizes'], 10, many, shipped)?.perItem).toBe(50);
    expect(chosenRate('seconds', ['sizes'], 1000, here, shipped)?.perItem).toBe(2);
  });
});

describe('an estimate', () => {
  test('prices every step, and totals are their sums', () => {
    const { steps, estimate: whole } = estimated();
    const v0 = steps.get('train.seed1.v0');
    // samples trained on, at a hundredth of a second each, and what a training takes beside
    expect(v0?.seconds).toBeCloseTo((57 * 16 + 57 * 16 + 7 * 16 + 1) * 0.01, 9);
    expect(v0?.usd).toBeCloseTo(((v0?.seconds ?? 0) / 3600) * 4.91, 12);
    const all = [...steps.values()];
    expect(whole.totals.seconds).toBeCloseTo(
      all.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
      9,
    );
    expect(whole.totals.unknown).toEqual({ seconds: 0, bytes: 0, usd: 0 });
    expect(whole.totals.usdByPeople).toBe(36);
    expect(whole.notes).toEqual(['Nothing was measured here yet: all figures are those of a test.']);
  });

  test('questions about things are counted as in the run of the most similar size', () => {
    const captions = (filled: [number, number][]) =>
      estimated({ here: rates({ filled: { grounding: filled } }) }).steps.get('recaption.seed1.grounding')
        ?.items;
    expect(
      captions([
        [30, 0],
        [3000, 0.6],
      ]),
    ).toBe(1000 + 0.6 * 3000);
    expect(
      captions([
        [3000, 0.6],
        [30, 0],
      ]),
    ).toBe(1000 + 0.6 * 3000);
  });

  test('what is taken over costs nothing and says from where', () => {
    const { steps, estimate: whole } = estimated({ reused: new Map([['train.seed1.v0', 'before']]) });
    expect(steps.get('train.seed1.v0')).toMatchObject({ seconds: 0, bytes: 0, usd: 0, reused: 'before' });
    expect(whole.totals.reused).toBe(1);
    expect(whole.totals.seconds).toBeLessThan(estimated().estimate.totals.seconds);
  });

  test('what was never measured is null with its reason, and counted beside the total', () => {
    const without = { ...everything, seconds: new Map(everything.seconds) };
    without.seconds.delete('evaluate');
    const { steps, estimate: whole } = estimated({ shipped: { ...without, measured: 'x' } });
    const evaluated = steps.get('evaluate.seed1.v0');
    expect(evaluated).toMatchObject({ seconds: null, usd: null, items: 500 });
    expect(evaluated?.bytes).toBe(2 * 500 * 100);
    expect(evaluated?.why).toBe('Never measured: seconds of evaluate/pope+vqa.');
    expect(whole.totals.unknown).toEqual({ seconds: 7, bytes: 0, usd: 7 });
  });

  test('a server is priced by what it took before, and never by another’s speed', () => {
    const captioner = {
      ...({ kind: 'endpoint', url: 'http://127.0.0.1:1/v1', model: 'm', inFlight: 8 } as const),
      ...{ timeoutSeconds: 60, retries: 1, logProbabilities: true, price: { input: 1, output: 2 } },
    };
    const served: Plan = { ...plan, captioner };
    const unmeasured = estimated({ plan: served }).steps.get('recaption.seed1.v0');
    expect(unmeasured).toMatchObject({ seconds: null, usd: null });
    expect(unmeasured?.why).toContain('price of http://127.0.0.1:1/v1#m');
    const here = rates({
      seconds: { 'recaption/http://127.0.0.1:1/v1#m/round': [[1000, 0.5]] },
      usd: { 'usd/http://127.0.0.1:1/v1#m': [[1000, 0.002]] },
    });
    const step = estimated({ plan: served, here }).steps.get('recaption.seed1.v0');
    expect(step?.seconds).toBe(500);
    expect(step?.usd).toBeCloseTo((500 / 3600) * 4.91 + 2, 9);
  });

  test('runs a tenth as large, and rates from elsewhere, are told', () => {
    const here = rates({ seconds: { 'recaption/torch': [[50, 0.1]] } });
    const { notes } = estimated({ here }).estimate;
    expect(notes[0]).toMatch(/^Not measured here yet: \d+ of \d+ figures, for which stand those of a test\./);
    expect(notes[1]).toMatch(/drawn out from runs less than a tenth as large/);
  });

  test('without a dataset nothing is guessed', () => {
    const { steps, estimate: whole } = estimated({ counts: null, why: 'There is no folder /x.' });
    expect(steps.get('train.seed1.v0')).toEqual({
      ...{ items: null, seconds: null, bytes: null, usd: null, reused: null },
      why: 'There is no folder /x.',
    });
    expect(whole.totals.unknown.seconds).toBe(steps.size);
  });
});
