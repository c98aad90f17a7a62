/** Gathers everything stored and lets report/ write it. */
import { existsSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { type CaptionQuality, toldFigures } from '../../../shared/caption-quality.ts';
import type { Score } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { KeptClauses } from '../../../shared/specialist-clauses.ts';
import type { TrainerEvent } from '../../../shared/trainer-protocol.ts';
import { captionDetails } from '../gallery/caption-details.ts';
import { judgeResults } from '../judges/results.ts';
import type { Places } from '../places.ts';
import { final, modelsOf } from '../plan/arms.ts';
import { comparedPairs } from '../plan/compared.ts';
import {
  type ReportInput,
  type ReportKeptClauses,
  type SampleImage,
  type WrittenReport,
  writeReport,
} from '../report/index.ts';
import { describe } from '../run/experiment.ts';
import { benchmarkOf } from '../scorers/planned.ts';
import { pooledInterval } from '../stats/index.ts';
import {
  allCaptionStatistics,
  allLosses,
  allScores,
  allSkipped,
  allSteps,
  allVerdicts,
  captionsOfImage,
  countCaptionedImages,
  coverages,
  type Db,
  factOf,
  imageWithTruth,
  leakageOf,
  objectKinds,
  objectTruthOf,
  peakMemory,
  predictionsOf,
  priceOfCaptions,
  saveSummary,
} from '../store/index.ts';
import { clauseRows } from './clauses.ts';
import { measureKeptClauses } from './clauses-kept.ts';
import { compare } from './compare.ts';
import { type AcceptedCoverage, acceptedCoverage } from './enough-captions.ts';
import { lastGeneralistOfAll } from './last-round.ts';
import { measureCaptions } from './measure-captions.ts';
import { pretrainingImages } from './pretraining-text.ts';
import { done, type RunStep, type StepContext } from './step-context.ts';
import { refreshObjectTruth } from './take-object-truth.ts';

const samples = 8;

export const report: RunStep = async ({ plan, places, db, progress, signal, log }) => {
  const { files, summary } = await makeReport(plan, places, db, { signal, log });
  progress(files.length, files.length);
  return done(summary[0]);
};

type Watched = Partial<Pick<StepContext, 'signal' | 'log'>>;

/** Also of an unfinished experiment: what is not stored yet is not told. */
export async function makeReport(
  plan: Plan,
  places: Places,
  db: Db,
  watched: Watched = {},
): Promise<WrittenReport> {
  await refreshObjectTruth({ plan, places, db, ...watched });
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
    captionQuality: (await measuredCaptions(plan, db, watched)).map((one) => toldFigures(plan, one)),
    objectTruth: objectTruthOf(db)?.told ?? [],
    leakage: leakageOf(db),
    verdicts: allVerdicts(db),
    losses: allLosses(db),
    sampleImages: sampleImages(db, places.folder, plan),
    objectNames: objectNames(db),
    coverage: coverages(db),
    acceptedCoverage: factOf<AcceptedCoverage>(db, acceptedCoverage)?.at ?? null,
    skipped: allSkipped(db),
    judged: judgeResults(db, plan.stop.resamples),
    environment: environment(db),
    cost: { usdByStep: usdByStep(db), imagesByStep: imagesByStep(db) },
    clauses: await clauseRows(db, plan, places),
    keptClauses: withPictures(db, measureKeptClauses(db, plan)),
  };
  return await writeReport(input, places.report);
}

function pooledScores(db: Db, plan: Plan): Score[] {
  if (plan.seeds.length < 2) return [];
  return modelsOf(plan).flatMap((model) =>
    plan.benchmarks.map(benchmarkOf).flatMap(({ name, scorer, metric }): Score[] => {
      const perSeed = plan.seeds.map((seed) =>
        Float64Array.from(predictionsOf(db, model, seed, name), ({ score }) => score),
      );
      if (perSeed.some((scores) => scores.length === 0)) return [];
      const pooled = pooledInterval(perSeed, { seed: 1, resamples: plan.stop.resamples });
      return [{ seed: null, model, benchmark: name, scorer, metric, ...pooled }];
    }),
  );
}

/** Of every source that has captions; what was taken over, or written by an older Squared, is measured now. */
async function measuredCaptions(plan: Plan, db: Db, watched: Watched): Promise<CaptionQuality[]> {
  const measured: CaptionQuality[] = [];
  for (const seed of plan.seeds) {
    // The final generalist's captions are a sample to see what it has kept, not a source to be measured.
    for (const source of ['original', ...modelsOf(plan).filter((model) => model !== final)]) {
      const quality = await measureCaptions({ plan, db, ...watched }, seed, source);
      if (quality) measured.push(quality);
    }
  }
  return measured;
}

function objectNames(db: Db): string[] | null {
  const names = [...new Set([...objectKinds(db), ...(objectTruthOf(db)?.names ?? [])])];
  return names.length > 0 ? names : null;
}

/** Evenly over the pretraining images, with everything the first seed's models wrote about them. */
function sampleImages(db: Db, path: string, plan: Plan): SampleImage[] {
  const images = pretrainingImages(db);
  const step = Math.max(1, Math.floor(images.length / samples));
  return images
    .filter((_, index) => index % step === 0)
    .slice(0, samples)
    .map((image): SampleImage => {
      const truth = imageWithTruth(db, image.id)?.truth;
      const phrases = new Map(captionDetails(db, path, image.id).map((one) => [one.id, one.phrases]));
      return {
        file: image.name,
        dataUri: dataUri(image.file),
        width: image.width,
        height: image.height,
        objects: truth ? truth.objects.map(({ kind }) => kind) : null,
        captions: captionsOfImage(db, image.id)
          .filter(({ seed }) => seed === null || seed === plan.seeds[0])
          .map(({ id, model, prompt, text, truncated }) => ({
            source: model ?? 'original',
            prompt,
            text,
            truncated,
            phrases: phrases.get(id) ?? [],
          })),
      };
    });
}

/** Examples with their pictures, as the report needs no other file. */
function withPictures(db: Db, kept: readonly KeptClauses[]): ReportKeptClauses[] {
  return kept.map((one) => ({
    ...one,
    examples: one.examples.map((example) => {
      const image = example.image === null ? null : imageWithTruth(db, example.image)?.image;
      return { ...example, picture: image && existsSync(image.file) ? pictureOf(image) : null };
    }),
  }));
}

const pictureOf = ({ file, width, height }: { file: string; width: number; height: number }) => ({
  dataUri: dataUri(file),
  width,
  height,
});

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

function usdByStep(db: Db): Record<string, number> {
  return Object.fromEntries(
    allSteps(db).flatMap(({ id, kind, model, seed }): [string, number][] => {
      if (kind !== 'recaption' || model === null || seed === null) return [];
      const { captions, usd } = priceOfCaptions(db, model, seed);
      return captions > 0 ? [[id, usd]] : [];
    }),
  );
}

function imagesByStep(db: Db): Record<string, number> {
  return Object.fromEntries(
    allSteps(db).flatMap(({ id, kind, model, seed }): [string, number][] =>
      kind === 'recaption' && model !== null && seed !== null
        ? [[id, countCaptionedImages(db, model, seed)]]
        : [],
    ),
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
