/** Gathers everything stored and lets report/ write it. */

import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import type { Plan, Score } from '../../../shared/models.ts';
import type { TrainerEvent } from '../../../shared/trainer-protocol.ts';
import type { Places } from '../places.ts';
import { generalist } from '../plan/graph.ts';
import {
  type Coverage,
  defaultCost,
  type ReportInput,
  type SampleImage,
  type WrittenReport,
  writeReport,
} from '../report/index.ts';
import { describe } from '../run/experiment.ts';
import { benchmarkNamed } from '../scorers/index.ts';
import { pooledInterval } from '../stats/index.ts';
import {
  allCaptionStatistics,
  allLosses,
  allScores,
  allSkipped,
  allSteps,
  allVerdicts,
  captionsOfImage,
  captionsOfModel,
  type Db,
  factOf,
  imageWithTruth,
  objectKinds,
  peakMemory,
  predictionsOf,
  priceOfCaptions,
  saveSummary,
} from '../store/index.ts';
import { compare } from './compare.ts';
import { lastGeneralistOfAll } from './last-round.ts';
import { pretrainingImages } from './pretraining-text.ts';
import { done, type RunStep } from './step-context.ts';

const samples = 8;

export const report: RunStep = async ({ plan, places, db, progress }) => {
  const { files, summary } = await makeReport(plan, places, db);
  progress(files.length, files.length);
  return done(summary[0]);
};

/** Also of an unfinished experiment: what is not stored yet is not told. */
export async function makeReport(plan: Plan, places: Places, db: Db): Promise<WrittenReport> {
  const comparisons = comparedPairs(plan, lastGeneralistOfAll({ plan, db })).flatMap(([model, against]) =>
    compare(db, plan, plan.seeds, model, against),
  );
  const scores = [...allScores(db), ...pooledScores(db, plan)];
  saveSummary(db, 'comparisons', comparisons);
  saveSummary(db, 'scores', scores);
  const { name, createdAt } = describe(places.folder);
  const input: ReportInput = {
    name,
    createdAt,
    plan,
    steps: allSteps(db),
    scores,
    comparisons,
    captionStatistics: allCaptionStatistics(db),
    verdicts: allVerdicts(db),
    losses: allLosses(db),
    sampleImages: sampleImages(db, plan),
    objectNames: objectNames(db),
    coverage: plan.seeds.flatMap((seed) => coverage(db, plan, seed)),
    skipped: allSkipped(db),
    environment: environment(db),
    cost: { ...defaultCost, usdByStep: usdByStep(db) },
  };
  return await writeReport(input, places.report);
}

/** What the report compares: rounds with the round before and with v0, the rest with the last generalist, controls with v0 and v1 with them. */
export function comparedPairs(plan: Plan, last: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (let round = 1; round <= plan.rounds; round++) {
    pairs.push([generalist(round), generalist(round - 1)]);
    if (round > 1) pairs.push([generalist(round), generalist(0)]);
  }
  for (const model of [...plan.specialists.map(({ name }) => name), 'final']) pairs.push([model, last]);
  for (const control of plan.controls) {
    pairs.push([control, generalist(0)]);
    if (plan.rounds > 0) pairs.push([generalist(1), control]);
  }
  return pairs;
}

function modelsOf(plan: Plan): string[] {
  const rounds = Array.from({ length: plan.rounds + 1 }, (_, round) => generalist(round));
  return [...rounds, ...plan.specialists.map(({ name }) => name), 'final', ...plan.controls];
}

function pooledScores(db: Db, plan: Plan): Score[] {
  if (plan.seeds.length < 2) return [];
  return modelsOf(plan).flatMap((model) =>
    plan.benchmarks.flatMap((name): Score[] => {
      const perSeed = plan.seeds.map((seed) =>
        Float64Array.from(predictionsOf(db, model, seed, name), ({ score }) => score),
      );
      if (perSeed.some((scores) => scores.length === 0)) return [];
      const { scorer, metric } = benchmarkNamed(name);
      const pooled = pooledInterval(perSeed, { seed: 1, resamples: plan.stop.resamples });
      return [{ seed: null, model, benchmark: name, scorer, metric, ...pooled }];
    }),
  );
}

function objectNames(db: Db): string[] | null {
  const names = objectKinds(db);
  return names.length > 0 ? names : null;
}

/** Evenly over the pretraining images, with everything the first seed's models wrote about them. */
function sampleImages(db: Db, plan: Plan): SampleImage[] {
  const images = pretrainingImages(db);
  const step = Math.max(1, Math.floor(images.length / samples));
  return images
    .filter((_, index) => index % step === 0)
    .slice(0, samples)
    .map((image): SampleImage => {
      const truth = imageWithTruth(db, image.id)?.truth;
      return {
        file: image.name,
        dataUri: dataUri(image.file),
        width: image.width,
        height: image.height,
        objects: truth ? truth.objects.map(({ kind }) => kind) : null,
        captions: captionsOfImage(db, image.id)
          .filter(({ seed }) => seed === null || seed === plan.seeds[0])
          .map(({ model, prompt, text, truncated }) => ({
            source: model ?? 'original',
            prompt,
            text,
            truncated,
          })),
      };
    });
}

const types: Record<string, string> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
  avif: 'avif',
};

function dataUri(file: string): string {
  const type = types[file.slice(file.lastIndexOf('.') + 1).toLowerCase()] ?? 'jpeg';
  return `data:image/${type};base64,${readFileSync(file).toString('base64')}`;
}

function coverage(db: Db, plan: Plan, seed: number): Coverage[] {
  const recaptioned = allSteps(db).filter(
    (step) => step.kind === 'recaption' && step.seed === seed && step.state === 'done',
  );
  return recaptioned.map(({ model, total }) => {
    const captions = captionsOfModel(db, model as string, seed);
    return {
      seed,
      source: model as string,
      wanted: total,
      written: captions.length,
      truncated: captions.filter(({ truncated }) => truncated).length,
      empty: captions.filter(({ text }) => !text).length,
      missingBecame: plan.specialists.some(({ name }) => name === model)
        ? 'the image has no such turn'
        : 'the image is left out of that round’s pretraining',
    };
  });
}

function usdByStep(db: Db): Record<string, number> {
  return Object.fromEntries(
    allSteps(db).flatMap(({ id, kind, model, seed }): [string, number][] => {
      if (kind !== 'recaption' || model === null || seed === null) return [];
      const { captions, usd } = priceOfCaptions(db, model, seed);
      return captions > 0 ? [[id, usd]] : [];
    }),
  );
}

function environment(db: Db): ReportInput['environment'] {
  const trainer = factOf<Extract<TrainerEvent, { event: 'ready' }>>(db, 'trainer');
  return {
    machine: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    operatingSystem: `${type()} ${release()}`,
    software: [
      { name: 'Squared', version: '0.1.0' },
      { name: 'Node', version: process.versions.node },
      ...Object.entries(trainer?.versions ?? {}).map(([name, version]) => ({ name, version })),
    ],
    peakMemoryBytes: peakMemory(db),
    device: trainer?.device ?? 'cpu',
  };
}
