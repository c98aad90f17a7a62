/**
 * A made-up experiment for looking at reports and testing them. Nothing in it was measured: answers are coin throws with chosen chances,
 * so that intervals and p-values are real ones of invented data. Never shown as a result.
 */
import type { ReportInput, SampleImage } from '../../../../main/engine/report/input.ts';
import { worldBenchmarks as benchmarks } from '../../../../main/engine/scorers/index.ts';
import {
  interval,
  pairedComparison,
  pooledComparison,
  pooledInterval,
  stopRule,
} from '../../../../main/engine/stats/index.ts';
import { randomBits } from '../../../../main/engine/stats/random.ts';
import type { Comparison, LossPoint, Score, Step, Verdict } from '../../../../shared/models.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { madeUpCaptionQuality } from './made-up-captions.ts';
import { madeUpLeakage } from './made-up-leakage.ts';

const stage = {
  epochs: 2,
  batchSize: 32,
  learningRate: 0.001,
  warmup: 0.03,
  weightDecay: 0,
  trains: ['projector', 'lm'] as ('projector' | 'lm')[],
};

function plan(seeds: number[], controls: Plan['controls']): Plan {
  return {
    version: 1,
    preset: 'made-up',
    dataset: { kind: 'world', seed: 7, sizes: 'demo' },
    model: 'pico',
    seeds,
    rounds: 3,
    stages: {
      align: { ...stage, epochs: 1, trains: ['projector'] },
      pretrain: stage,
      sft: { ...stage, epochs: 8 },
      specialist: { ...stage, mix: 1 },
    },
    captioner: { kind: 'torch' },
    captionsOnly: false,
    template: 'concatenated',
    recaptionShare: 1,
    briefPrompt: 'describe the image briefly.',
    longPrompts: ['describe this image with all of its details.'],
    decoding: { maxNewTokens: 64, temperature: 0, topP: 1 },
    specialists: [
      { name: 'spatial', set: 'spatial', prompts: ['where are the things?'], benchmark: 'vsr' },
      {
        name: 'grounding',
        set: 'grounding',
        prompts: ['describe the image with boxes.'],
        benchmark: 'refcoco',
      },
      { name: 'ocr', set: 'ocr', prompts: ['read the text and describe the image.'], benchmark: 'ocrbench' },
    ],
    controls,
    keep: { truncated: true, minimumWords: 1, maximumRepetition: 1, minimumLogProbability: null },
    withoutRecaption: 'left-out',
    minimumCoverage: 0.9,
    specialistArms: [],
    reducedShares: [],
    variants: [],
    benchmarks: benchmarks.map(({ name }) => name),
    leakage: { exclude: false, distance: 4 },
    stop: { alpha: 0.05, resamples: 2000, enforce: false },
    prices: { deviceHour: 4.91, peoplePerThousand: 36 },
  };
}

/** Chance of a right answer, by model and benchmark: pope, vqa, caption, vsr, refcoco, ocrbench. */
const chances: Record<string, number[]> = {
  v0: [0.62, 0.7, 0.58, 0.52, 0.02, 0.03],
  v1: [0.71, 0.77, 0.64, 0.53, 0.02, 0.03],
  v2: [0.72, 0.77, 0.645, 0.52, 0.03, 0.02],
  v3: [0.715, 0.775, 0.64, 0.53, 0.02, 0.03],
  spatial: [0.66, 0.71, 0.6, 0.86, 0.02, 0.02],
  grounding: [0.64, 0.69, 0.62, 0.5, 0.47, 0.03],
  ocr: [0.67, 0.7, 0.61, 0.51, 0.03, 0.81],
  final: [0.73, 0.775, 0.65, 0.75, 0.28, 0.66],
  'equal-compute': [0.63, 0.71, 0.585, 0.52, 0.02, 0.02],
  shuffled: [0.57, 0.69, 0.5, 0.51, 0.02, 0.02],
};
const sizes = [1200, 1000, 600, 1000, 1000, 600];

export interface MadeUp {
  seeds?: number[];
  controls?: Plan['controls'];
  images?: SampleImage[];
}

export function madeUpReport({ seeds = [1], controls = [], images = [picture()] }: MadeUp = {}): ReportInput {
  const models = Object.keys(chances).filter(
    (model) =>
      model in { 'equal-compute': 0, shuffled: 0 } === false || (controls as string[]).includes(model),
  );
  const answers = new Map<string, Float64Array>();
  for (const seed of seeds) {
    for (const model of models) {
      benchmarks.forEach((benchmark, b) => {
        // one stream for an item's difficulty, one for the model's luck: models agree on easy and hard items, as real ones do
        const hard = randomBits(b + 1);
        const luck = randomBits(seed * 1000 + models.indexOf(model) * 10 + b);
        const chance = (chances[model]?.[b] ?? 0) + ((seed * 37 + models.indexOf(model)) % 5) * 0.004;
        answers.set(
          `${seed} ${model} ${benchmark.name}`,
          Float64Array.from({ length: sizes[b] ?? 0 }, () => {
            const difficulty = hard() / 2 ** 32;
            return (luck() / 2 ** 32) * 0.5 + difficulty * 0.5 < chance ? 1 : 0;
          }),
        );
      });
    }
  }
  const of = (seed: number, model: string, benchmark: string) =>
    answers.get(`${seed} ${model} ${benchmark}`) as Float64Array;
  const options = { seed: 1, resamples: 2000 };
  const scores: Score[] = [];
  const comparisons: Comparison[] = [];
  const several = seeds.length > 1;
  const pairs = [
    ['v1', 'v0'],
    ['v2', 'v1'],
    ['v3', 'v2'],
    ['spatial', 'v3'],
    ['grounding', 'v3'],
    ['ocr', 'v3'],
    ['final', 'v3'],
    ...controls.flatMap((control) => [
      [control, 'v0'],
      ['v1', control],
    ]),
  ] as [string, string][];
  for (const { name, scorer, metric } of benchmarks) {
    for (const model of models) {
      const base = { model, benchmark: name, scorer, metric };
      for (const seed of seeds) scores.push({ ...base, seed, ...interval(of(seed, model, name), options) });
      if (several)
        scores.push({
          ...base,
          seed: null,
          ...pooledInterval(
            seeds.map((seed) => of(seed, model, name)),
            options,
          ),
        });
    }
    for (const [model, against] of pairs) {
      const base = { model, against, benchmark: name, metric, verdict: 'same' as const };
      for (const seed of seeds) {
        comparisons.push({
          ...base,
          seed,
          ...pairedComparison(of(seed, model, name), of(seed, against, name), options),
        });
      }
      if (several) {
        const arms = (which: string) => seeds.map((seed) => of(seed, which, name));
        comparisons.push({ ...base, seed: null, ...pooledComparison(arms(model), arms(against), options) });
      }
    }
  }
  for (const model of models) {
    for (const [metric, value] of [
      ['precision', 0.7],
      ['recall', 0.74],
      ['f1', 0.72],
      ['yes-ratio', 0.53],
    ] as const) {
      scores.push({
        seed: seeds[0] ?? 1,
        model,
        benchmark: 'pope',
        scorer: 'POPE evaluate.py',
        metric,
        value,
        low: value,
        high: value,
        n: 1200,
      });
    }
  }
  return {
    name: 'Made-up study',
    createdAt: '2026-11-23T09:00:00.000Z',
    plan: plan(seeds, controls),
    steps: steps(seeds),
    scores,
    comparisons,
    captionStatistics: captionStatistics(seeds),
    captionQuality: madeUpCaptionQuality(seeds),
    objectTruth: [],
    leakage: madeUpLeakage,
    verdicts: verdicts(seeds, comparisons),
    losses: seeds.flatMap((seed) => [...models].flatMap((model) => losses(seed, model))),
    sampleImages: images,
    objectNames: ['dog', 'apple', 'car', 'cat', 'guitar', 'house'],
    coverage: seeds.flatMap((seed) =>
      ['v0', 'v1', 'v2', 'spatial', 'grounding', 'ocr'].map((source, i) => ({
        seed,
        source,
        wanted: 5000,
        written: 5000 - i * 3,
        truncated: i * 11,
        empty: i,
        rejected: (i === 0 ? {} : { 'fewer than 3 words': 2 * i }) as Record<string, number>,
        usable: 5000 - i * 6,
        fellBack: 0,
      })),
    ),
    acceptedCoverage: null,
    skipped: [
      {
        what: 'Images without text',
        count: 151,
        why: 'they have nothing to align on; they are still recaptioned.',
      },
    ],
    environment: {
      machine: 'A made-up machine',
      cores: 2,
      memoryBytes: 8 * 2 ** 30,
      operatingSystem: 'Debian 12',
      device: 'the CPU',
      peakMemoryBytes: 2.1 * 2 ** 30,
      software: [
        { name: 'Squared', version: '0.1.0' },
        { name: 'Node', version: '24.21.0' },
        { name: 'PyTorch', version: '2.13.0' },
      ],
    },
    cost: {
      usdByStep: {},
      imagesByStep: Object.fromEntries(
        steps(seeds).flatMap(({ id, kind, total }) => (kind === 'recaption' ? [[id, total]] : [])),
      ),
    },
    clauses: [clauses('v3', 0.1), clauses('spatial', 2.5), clauses('final', 0.8)],
  };
}

/** So many spatial clauses an image, eight in ten of them true; no box ever. */
function clauses(model: string, spatial: number): ReportInput['clauses'][number] {
  const around = (value: number, n: number) => ({ value, low: value * 0.9, high: value * 1.1, n });
  const none = { clauses: 0, perImage: { value: 0, low: 0, high: 0.005, n: 600 }, holding: null };
  const some = (perImage: number) => ({
    clauses: Math.round(600 * perImage),
    perImage: around(perImage, 600),
    holding: around(0.8, Math.round(500 * perImage)),
  });
  const kinds = { spatial: some(spatial), grounded: none, text: none, plain: some(3) };
  return { model, texts: 'benchmark', images: 600, captions: 600, kinds };
}

function steps(seeds: number[]): Step[] {
  let clock = Date.parse('2026-11-23T08:00:00Z');
  let ordinal = 0;
  const step = (
    kind: Step['kind'],
    title: string,
    seed: number | null,
    model: string | null,
    total: number,
    unit: string,
    seconds: number,
  ): Step => {
    const startedAt = new Date(clock).toISOString();
    clock += seconds * 1000;
    return {
      id: `${kind}.${ordinal}`,
      ordinal: ordinal++,
      kind,
      title,
      seed,
      model,
      round: null,
      state: 'done',
      done: total,
      total,
      unit,
      rate: total / seconds,
      secondsLeft: null,
      startedAt,
      endedAt: new Date(clock).toISOString(),
      note: null,
    };
  };
  return [
    step('world', 'Draw the world', null, null, 12_600, 'images', 7.4),
    step('features', 'Compute features of all images', null, null, 12_600, 'images', 41),
    ...seeds.flatMap((seed) => [
      step('train', 'Train V0', seed, 'v0', 1560, 'steps', 81),
      step('recaption', 'Recaption with V0', seed, 'v0', 5000, 'captions', 11.2),
      step('train', 'Train V1', seed, 'v1', 1900, 'steps', 118),
      step('recaption', 'Recaption with V1', seed, 'v1', 5000, 'captions', 12.9),
      step('evaluate', 'Evaluate V1', seed, 'v1', 5400, 'questions', 9.8),
    ]),
  ];
}

function captionStatistics(seeds: number[]): ReportInput['captionStatistics'] {
  const lengths: [string, number, number, number, number][] = [
    ['original', 3.9, 1.1, 0.31, 0.22],
    ['v0', 12.4, 3.2, 0.68, 0.53],
    ['v1', 13.1, 3.0, 0.7, 0.54],
    ['v2', 13.2, 2.9, 0.69, 0.54],
    ['spatial', 21, 5, 0.71, 0.5],
  ];
  return seeds.flatMap((seed) =>
    lengths.map(([source, wordsMean, wordsSd, objectPrecision, objectRecall]) => ({
      seed,
      source,
      captions: 5000,
      wordsMean,
      wordsSd,
      vocabulary: 94,
      truncated: 3,
      empty: 0,
      repetition: 0.004,
      distinctBigrams: 0.011,
      logProbabilityMean: -0.3,
      objectPrecision,
      objectRecall,
    })),
  );
}

function verdicts(seeds: number[], comparisons: Comparison[]): Verdict[] {
  return seeds.flatMap((seed) =>
    [1, 2, 3].map((round) => {
      const used = comparisons.filter(
        (one) => one.seed === seed && one.model === `v${round}` && one.against === `v${round - 1}`,
      );
      const measure = {
        measure: 'object hallucination',
        difference: -0.02,
        low: -0.03,
        high: -0.01,
        pValue: 0.001,
        n: 600,
      };
      return {
        seed,
        round,
        comparisons: used,
        overruled: null,
        ...stopRule({ round, comparisons: used, degeneration: [measure], alpha: 0.05 }),
      };
    }),
  );
}

function losses(seed: number, model: string): LossPoint[] {
  const bits = randomBits(seed * 77 + model.length);
  const stages =
    model === 'spatial' || model === 'grounding' || model === 'ocr'
      ? (['specialist'] as const)
      : (['align', 'pretrain', 'sft'] as const);
  const points: LossPoint[] = [];
  let at = 0;
  for (const [s, name] of stages.entries()) {
    for (let i = 0; i < 30; i++) {
      at += 20;
      const loss =
        (name === 'align' ? 2.4 : 1.3 - s * 0.2) * (0.55 + 0.45 * Math.exp(-i / 7)) +
        (bits() / 2 ** 32) * 0.06;
      points.push({
        stepId: `train.seed${seed}.${model}`,
        seed,
        model,
        stage: name,
        at,
        loss,
        heldOut: i === 29 ? loss + 0.12 : null,
        learningRate: 0.001,
        samplesPerSecond: 370,
      });
    }
  }
  return points;
}

function picture(): SampleImage {
  return {
    file: 'one.svg',
    dataUri:
      'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%2296%22 height=%2296%22/%3E',
    width: 96,
    height: 96,
    objects: ['dog', 'apple'],
    captions: [
      {
        source: 'spatial',
        prompt: 'where are the things?',
        text: 'the dog is left of the apple.',
        truncated: false,
      },
      { source: 'v0', prompt: 'describe.', text: 'a dog and two <cars> on grass.', truncated: true },
      { source: 'original', prompt: null, text: 'animal', truncated: false },
      { source: 'v1', prompt: 'describe.', text: '', truncated: false },
    ],
  };
}
