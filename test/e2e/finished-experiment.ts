/**
 * An experiment as a finished run leaves it, without the minutes of training: the real world, import, scorers, statistics and report on
 * answers that are drawn by chance. For tests that look at what is stored; nothing in it is a result.
 */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Places, placesOf } from '../../main/engine/places.ts';
import { modelsOf } from '../../main/engine/plan/arms.ts';
import { planOf } from '../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../main/engine/run/experiment.ts';
import type { BenchmarkItem } from '../../main/engine/scorers/index.ts';
import { interval } from '../../main/engine/stats/index.ts';
import { statisticsOfModel, statisticsOfOriginals } from '../../main/engine/steps/caption-quality.ts';
import { compare } from '../../main/engine/steps/compare.ts';
import { benchPlaces } from '../../main/engine/steps/dataset-places.ts';
import { readExams } from '../../main/engine/steps/exams.ts';
import { importImages } from '../../main/engine/steps/import.ts';
import { makeReport } from '../../main/engine/steps/report.ts';
import type { StepContext } from '../../main/engine/steps/step-context.ts';
import { drawWorld } from '../../main/engine/steps/world.ts';
import {
  allSteps,
  type Db,
  imagesOfSet,
  insertCaptions,
  insertLoss,
  insertPredictions,
  insertQuarantined,
  openForWriting,
  replaceScores,
  replaceSkipped,
  saveCaptionStatistics,
  saveStep,
  saveVerdict,
  truthsOfSet,
} from '../../main/engine/store/index.ts';
import type { Plan } from '../../shared/plan.ts';

export type Change = (plan: Plan) => Plan;

/** Returns its folder. Half a minute of real drawing and importing is a second at this size. */
export async function finishedExperiment(
  home: string,
  name: string,
  change: Change = (plan) => plan,
): Promise<string> {
  const places = placesOf(join(home, 'experiments', name));
  const plan = change({ ...planOf('smoke'), stop: { ...planOf('smoke').stop, resamples: 200 } });
  writeExperiment(places.folder, plan);
  const db = openForWriting(places.database);
  try {
    await world(plan, places, db);
    const random = randomFrom(7);
    for (const seed of plan.seeds) await ofSeed(plan, places, db, seed, random);
    finishSteps(db, places);
    await makeReport(plan, places, db);
  } finally {
    db.close();
  }
  return places.folder;
}

async function world(plan: Plan, places: Places, db: Db): Promise<void> {
  const steps = allSteps(db);
  const context = {
    plan,
    places,
    db,
    step: steps[0],
    signal: new AbortController().signal,
    progress() {},
    skipped: (entries: Parameters<StepContext['skipped']>[0]) => replaceSkipped(db, 'import', entries),
    log() {},
  } as unknown as StepContext;
  await drawWorld(context);
  await importImages(context);
  const broken = Array.from({ length: 40 }, (_, at) => ({
    set: 'pretrain',
    file: `/data/a folder with a rather long name/of many pictures/${at}-broken.jpg`,
    position: 'image',
    reason: at % 3 ? 'the file ends in its middle' : 'larger than 100 megapixels',
  }));
  insertQuarantined(db, broken);
}

/** Better from round to round, so that there is something to see. */
const skill = (model: string): number =>
  ({ v0: 0.5, v1: 0.62, v2: 0.66, final: 0.72, shuffled: 0.48, 'equal-compute': 0.51 })[model] ?? 0.6;

async function ofSeed(plan: Plan, places: Places, db: Db, seed: number, random: () => number): Promise<void> {
  const rows = new Map(imagesOfSet(db, 'bench').map(({ name, row }) => [name, row]));
  const { exams } = await readExams(plan.benchmarks, benchPlaces(plan, places), rows);
  for (const model of modelsOf(plan)) {
    const own = plan.specialists.find(({ name }) => name === model)?.benchmark;
    const scores = exams.map(({ benchmark, items }) => {
      const share = benchmark.name === own ? 0.9 : skill(model);
      const predictions = items.map((item) => {
        const text = random() < share ? rightAnswer(item) : wrongAnswer(item);
        return {
          benchmark: benchmark.name,
          item: item.id,
          text,
          score: benchmark.score(item, text),
          logProbability: -1,
        };
      });
      insertPredictions(db, model, seed, predictions);
      const primary = interval(
        Float64Array.from(predictions, ({ score }) => score),
        { seed: 1, resamples: 200 },
      );
      const { name, scorer, metric } = benchmark;
      return { seed, model, benchmark: name, scorer, metric, ...primary };
    });
    replaceScores(db, model, seed, scores);
    losses(db, model, seed);
    const checkpoint = places.checkpoint(seed, model);
    mkdirSync(checkpoint, { recursive: true });
    writeFileSync(join(checkpoint, 'model.safetensors'), Buffer.alloc(50_000));
    writeFileSync(join(checkpoint, 'COMPLETE'), '');
  }
  captions(plan, places, db, seed);
  for (let round = 1; round <= plan.rounds; round++) {
    const comparisons = compare(db, plan, [seed], `v${round}`, `v${round - 1}`);
    const decision = round === 1 ? ('continue' as const) : ('stop' as const);
    const reason =
      round === 1
        ? 'V1 is better than V0 on 1 of 6 benchmarks after Holm’s correction.'
        : `No benchmark shows that V${round} is better than V${round - 1}.`;
    saveVerdict(db, { seed, round, decision, reason, comparisons, overruled: null });
  }
}

const rightAnswer = ({ truth }: BenchmarkItem): string => {
  const { label, answers, box, width, height, objects } = truth as Record<string, unknown> & {
    box?: number[];
    width: number;
    height: number;
    answers?: string[];
    objects?: string[];
  };
  if (label !== undefined) return label === 'yes' || label === 1 ? 'yes' : 'no';
  if (answers) return answers[0] ?? '';
  if (box)
    return `[${box.map((value, at) => String(Math.round((value / (at % 2 ? height : width)) * 999)).padStart(3, '0')).join(',')}]`;
  return `There is ${(objects ?? []).map((one) => `a ${one}`).join(' and ')} in this picture.`;
};
const wrongAnswer = (item: BenchmarkItem): string => {
  const right = rightAnswer(item);
  if (right === 'yes') return 'no';
  return right === 'no'
    ? 'yes'
    : right.startsWith('[')
      ? '[000,000,040,040]'
      : 'a toaster beside a lighthouse';
};

function losses(db: Db, model: string, seed: number): void {
  let at = 0;
  for (const [stage, from, to] of [
    ['align', 6, 4],
    ['pretrain', 4, 2.2],
    ['sft', 2.1, 1.2],
  ] as const) {
    for (let step = 1; step <= 40; step++) {
      at += 5;
      const share = step / 40;
      insertLoss(db, {
        stepId: `train.seed${seed}.${model}`,
        seed,
        model,
        stage,
        at,
        loss: from + (to - from) * Math.sqrt(share) + 0.04 * Math.sin(at),
        heldOut: step === 40 ? to + 0.1 : null,
        learningRate: 1e-3 * (step < 3 ? step / 3 : 0.5 * (1 + Math.cos(Math.PI * share))),
        samplesPerSecond: 240 + 10 * Math.cos(at),
      });
    }
  }
}

function captions(plan: Plan, places: Places, db: Db, seed: number): void {
  const truths = truthsOfSet(db, 'pretrain');
  const writers = [
    ...Array.from({ length: plan.rounds }, (_, round) => ({
      model: `v${round}`,
      round: round + 1,
      prompts: ['describe the image in detail.'],
    })),
    ...plan.specialists.map(({ name, prompts }) => ({
      model: name,
      round: null,
      prompts: prompts.filter((one) => !one.includes('{')),
    })),
  ];
  for (const { model, round, prompts } of writers) {
    const written = truths.flatMap(({ imageId, truth }) =>
      prompts.map((prompt) => ({
        imageId,
        prompt,
        text: `In front of ${truth.background} there is ${truth.objects.map(({ kind }) => `a ${kind}`).join(', ')}${
          round && round > 1 ? ', and each of them can be seen clearly from where we stand' : ''
        }.`,
        tokens: 20,
        logProbability: -0.4,
        minLogProbability: -2,
        truncated: imageId % 50 === 0,
        seconds: null,
        usd: null,
      })),
    );
    insertCaptions(
      db,
      {
        origin: round === null ? 'specialist' : 'recaption',
        round,
        model,
        modelSeed: seed,
        checkpoint: places.checkpoint(seed, model),
        decoding: plan.decoding,
        seed,
      },
      written,
    );
    const statistics = statisticsOfModel(
      db,
      model,
      seed,
      plan.longPrompts.map((one) => (typeof one === 'string' ? one : one.text)),
    );
    if (statistics) saveCaptionStatistics(db, seed, statistics);
  }
  saveCaptionStatistics(db, seed, statisticsOfOriginals(db, seed));
}

function finishSteps(db: Db, places: Places): void {
  let at = Date.parse('2026-11-01T08:00:00Z');
  for (const step of allSteps(db)) {
    const startedAt = new Date(at).toISOString();
    at += step.kind === 'train' ? 95_000 : 12_000;
    const taken = step.id === 'train.seed1.v0' || step.id === 'features';
    const note = taken ? 'Taken over from demo: everything it depends on is the same.' : null;
    const endedAt = new Date(at).toISOString();
    saveStep(db, { ...step, state: 'done', done: 100, total: 100, rate: 8.3, startedAt, endedAt, note });
    appendFileSync(places.runLog, `${startedAt} ${step.title}: begun.\n${endedAt} ${step.title}: done.\n`);
  }
}

/** Mulberry32: the same answers every time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
