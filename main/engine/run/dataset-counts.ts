/** How much a plan's dataset holds, before it is imported: a drawn world by its sizes, a folder as it was imported before or as it lies there. */
import { join } from 'node:path';
import type { Plan } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';
import { findSets, readSet } from '../formats/dataset.ts';
import { type Places, placesOf } from '../places.ts';
import { buildersOf } from '../plan/builders.ts';
import type { DatasetCounts } from '../plan/planned-stages.ts';
import { ownCaptions as ownBenchmark } from '../scorers/own-captions.ts';
import { type BenchPlace, benchPlaces } from '../steps/dataset-places.ts';
import { readExams } from '../steps/exams.ts';
import { howMany } from '../steps/own-captions.ts';
import { allSteps, countDescribed, type Db, imagesOfSet, openForReading, setsOf } from '../store/index.ts';
import { defaultSizes, smokeSizes } from '../world/sets/sizes.ts';
import { describe } from './experiment.ts';
import { type DataIdentities, dataIdentity, examIdentity } from './identity.ts';
import { experimentsBut } from './reuse.ts';

export interface KnownDataset {
  readonly counts: DatasetCounts;
  /** Names the images (identity.ts); null where they were never imported. */
  readonly identity: DataIdentities | null;
  /** Where this is known from, where that matters. */
  readonly note: string | null;
}

/** Throws an EngineFailure where the folder, or a benchmark's file in it, cannot be used. */
export async function knownDataset(plan: Plan): Promise<KnownDataset> {
  if (plan.dataset.kind === 'world') {
    return {
      counts: ofWorld(plan.dataset.sizes, plan.controls.includes('more-data')),
      identity: { data: '', exams: '' },
      note: null,
    };
  }
  const before = importedBefore(plan);
  if (before) {
    const { name, places, sets, described, identity, benchImages } = before;
    const questions = await questionsIn(plan, benchPlaces(plan, places), benchImages);
    const note = `The data is counted as ${name} has imported it; where it has changed since, nothing is taken over.`;
    return { counts: { sets, described, questions }, identity, note };
  }
  if (plan.dataset.kind === 'sources') {
    throw new EngineFailure(
      'A list of sources is counted at its first import, and none of these has been imported yet.',
    );
  }
  const { sets } = await findSets(plan.dataset.path);
  const builders = buildersOf(plan);
  const counted: DatasetCounts['sets'][number][] = [];
  const benchImages = new Set<string>();
  let described = 0;
  for (const set of sets) {
    let images = 0;
    const builder = set.role === 'specialist' ? builders[set.name] : undefined;
    const build = builder && { builder, filtered: () => {} };
    for await (const { name, turns } of readSet(set, () => {}, build)) {
      images++;
      if (set.role === 'pretrain' && turns[0]?.assistant.trim()) described++;
      if (set.role === 'bench') benchImages.add(name);
    }
    counted.push({ name: set.name, role: set.role, images });
  }
  const bench = [{ folder: join(plan.dataset.path, 'bench'), prefix: '', table: null }];
  const questions = await questionsIn(plan, bench, benchImages);
  return {
    counts: withoutKept({ sets: counted, described, questions }, plan),
    identity: null,
    note: 'The folder was counted without opening its images: broken ones are still among them, and what could be taken over shows only after its first import.',
  };
}

/** Own captions that models will be judged on are not learnt from. */
function withoutKept({ sets, described, questions }: DatasetCounts, { ownCaptions }: Plan): DatasetCounts {
  const kept = ownCaptions ? howMany(described, ownCaptions) : 0;
  if (kept === 0) return { sets, described, questions };
  const learnt = sets.map((set) => (set.role === 'pretrain' ? { ...set, images: set.images - kept } : set));
  return {
    sets: [...learnt, { name: 'bench', role: 'bench', images: kept }],
    described: described - kept,
    questions: new Map([...questions, [ownBenchmark.name, kept]]),
  };
}

/** `more`: as many raw images again (steps/world.ts). */
function ofWorld(sizes: 'demo' | 'smoke', more: boolean): DatasetCounts {
  const {
    pretrain,
    more: _,
    sft,
    sftVal,
    spatial,
    grounding,
    ocr,
    bench,
    pope,
    ...asked
  } = sizes === 'smoke' ? smokeSizes : defaultSizes;
  return {
    sets: [
      { name: 'pretrain', role: 'pretrain', images: pretrain },
      ...(more ? [{ name: 'pretrain-more', role: 'more', images: pretrain }] : []),
      { name: 'sft', role: 'sft', images: sft },
      { name: 'sft-val', role: 'held-out', images: sftVal },
      { name: 'spatial', role: 'specialist', images: spatial },
      { name: 'grounding', role: 'specialist', images: grounding },
      { name: 'ocr', role: 'specialist', images: ocr },
      { name: 'bench', role: 'bench', images: bench },
    ],
    described: pretrain,
    // POPE asks in three splits.
    questions: new Map(Object.entries({ pope: 3 * pope, ...asked })),
  };
}

async function questionsIn(
  { benchmarks }: Plan,
  places: readonly BenchPlace[],
  images: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const { exams } = await readExams(benchmarks, places, images);
  return new Map(exams.map(({ benchmark, items }) => [benchmark.name, items.length]));
}

const dataOf = ({ dataset, ownCaptions }: Plan): string => JSON.stringify([dataset, ownCaptions]);

/** The newest experiment that has imported the same data. */
function importedBefore(plan: Plan) {
  const same = experimentsBut(null)
    .flatMap(({ folder }) => {
      try {
        const { plan: theirs, createdAt, name } = describe(folder);
        const alike = dataOf(theirs) === dataOf(plan);
        return alike ? [{ places: placesOf(folder), createdAt, name }] : [];
      } catch {
        return [];
      }
    })
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  for (const { places, name } of same) {
    const found = imported(plan, places);
    if (found) return { name, places, ...found };
  }
  return null;
}

function imported(plan: Plan, { database }: Places) {
  let db: Db;
  try {
    db = openForReading(database);
  } catch {
    return null;
  }
  try {
    if (!allSteps(db).some(({ kind, state }) => kind === 'import' && state === 'done')) return null;
    return {
      sets: setsOf(db),
      described: countDescribed(db),
      identity: { data: dataIdentity(plan, db), exams: examIdentity(plan, db) },
      benchImages: new Set(imagesOfSet(db, 'bench').map(({ name }) => name)),
    };
  } finally {
    db.close();
  }
}
