/**
 * What models are judged on, looked for in what they learn from, before anything is trained: the same files, nearly the same pictures, the
 * same words. Found is told and kept; left out of training only where the plan says so.
 */
import { open } from 'node:fs/promises';
import type { LeakedBenchmark, LeakingSet } from '../../../shared/leakage.ts';
import { throwIfCancelled } from '../failure.ts';
import type { HashList } from '../leakage/hash-list.ts';
import { imageHash } from '../leakage/image-hash.ts';
import { indexHashes, nearestHashes } from '../leakage/near-hashes.ts';
import { TextOverlap } from '../leakage/text-overlap.ts';
import { imageSizeOf } from '../models/known.ts';
import {
  type Db,
  type ImageContent,
  imageContents,
  replaceLeaks,
  type TextLeak,
  trainingTexts,
} from '../store/index.ts';
import { benchPlaces } from './dataset-places.ts';
import { type Exam, readExams } from './exams.ts';
import { havePixels } from './imported-pixels.ts';
import { done, type RunStep, type StepContext } from './step-context.ts';

const batchSize = 1000;
const searchedAtOnce = 20_000;

export const leakage: RunStep = async (context) => {
  const { plan, places, db, signal } = context;
  const { distance, exclude } = plan.leakage;
  const images = imageContents(db);
  await havePixels(context);
  const hashes = await hashesOf(context, images.length);
  const match = matcher(images, hashes, distance, signal);

  const judged = images.filter(isJudgedOn);
  const learned = images.filter((image) => !isJudgedOn(image));
  const seen = await match(learned, judged);
  const met = await match(judged, learned);
  const specialists = learned.filter(({ role }) => role === 'specialist');
  const alsoTrained = await match(
    specialists,
    learned.filter(({ role }) => role !== 'specialist'),
  );

  const names = new Set(images.filter(({ role }) => role === 'bench').map(({ name }) => name));
  const { exams } = await readExams(plan.benchmarks, benchPlaces(plan, places), names);
  const texts = await textLeaks(db, exams, images, signal);
  const inText = new Set(texts.leaks.map(({ image }) => image));
  const excluded = exclude ? [...new Set([...seen.keys(), ...inText])] : [];
  const sets = setsOf(learned, seen, inText, alsoTrained);
  const benchmarks = [...benchmarksOf(exams, texts, judged, met), ...heldOut(judged, met)];
  replaceLeaks(db, {
    images: [...seen].map(([image, found]) => ({ image, ...found })),
    texts: texts.leaks,
    excluded,
    leakage: { distance, sets, benchmarks, excluded: excluded.length },
  });
  if (excluded.length > 0) {
    const why = 'what models are judged on has them, or their words, too';
    context.skipped([{ what: 'images left out of training', count: excluded.length, why }]);
  }
  return done(inWords(judged.length, met, texts, excluded.length, exclude));
};

const isJudgedOn = ({ role }: ImageContent): boolean => role === 'bench' || role === 'held-out';

interface Match {
  readonly other: number;
  readonly exact: boolean;
  readonly distance: number;
}

/** Of the imported pixels, by row. */
async function hashesOf({ plan, places, signal, progress }: StepContext, count: number): Promise<HashList> {
  const imageSize = imageSizeOf(plan.model);
  const hashes = { high: new Uint32Array(count), low: new Uint32Array(count) };
  const ofImage = imageSize * imageSize * 3;
  const bytes = Buffer.alloc(ofImage);
  const file = await open(places.pixels, 'r');
  try {
    for (let row = 0; row < count; row++) {
      await file.read(bytes, 0, ofImage, row * ofImage);
      const { high, low } = imageHash(bytes, imageSize);
      hashes.high[row] = high;
      hashes.low[row] = low;
      if (row % batchSize > 0) continue;
      throwIfCancelled(signal);
      progress(row, count);
    }
  } finally {
    await file.close();
  }
  progress(count, count);
  return hashes;
}

/** For images of one kind, by id: which of another kind is the same file, else the nearest picture. */
function matcher(
  images: readonly ImageContent[],
  hashes: HashList,
  distance: number,
  signal: AbortSignal,
): (of: readonly ImageContent[], among: readonly ImageContent[]) => Promise<Map<number, Match>> {
  const at = new Map(images.map(({ id }, i) => [id, i]));
  const select = (some: readonly ImageContent[]): HashList => ({
    high: Uint32Array.from(some, ({ id }) => hashes.high[at.get(id) as number] as number),
    low: Uint32Array.from(some, ({ id }) => hashes.low[at.get(id) as number] as number),
  });
  return async (of, among) => {
    const files = new Map(among.map(({ sha256, id }) => [sha256, id]));
    const index = indexHashes(select(among));
    const found = new Map<number, Match>();
    for (let from = 0; from < of.length; from += searchedAtOnce) {
      const some = of.slice(from, from + searchedAtOnce);
      const near = nearestHashes(select(some), index, distance);
      for (const [i, { id, sha256 }] of some.entries()) {
        const same = files.get(sha256);
        const other = among[near.index[i] as number]?.id;
        if (same !== undefined) found.set(id, { other: same, exact: true, distance: 0 });
        else if (other !== undefined)
          found.set(id, { other, exact: false, distance: near.distance[i] as number });
      }
      await breath(signal);
    }
    return found;
  };
}

interface Texts {
  readonly leaks: readonly TextLeak[];
  /** Items by benchmark: those with thirteen words, and those that training says too. */
  readonly comparable: ReadonlyMap<string, number>;
  readonly found: ReadonlyMap<string, ReadonlySet<string>>;
}

async function textLeaks(
  db: Db,
  exams: readonly Exam[],
  images: readonly ImageContent[],
  signal: AbortSignal,
): Promise<Texts> {
  const overlap = new TextOverlap();
  const items = exams.flatMap((exam) => exam.items.map((item) => ({ benchmark: exam.benchmark.name, item })));
  const comparable = new Map<string, number>();
  for (const [number, { benchmark, item }] of items.entries()) {
    const answers = textsIn(item.truth);
    const texts = [item.prompt, ...answers, ...answers.map((answer) => `${item.prompt} ${answer}`)];
    if (overlap.addItem(number, texts)) comparable.set(benchmark, (comparable.get(benchmark) ?? 0) + 1);
  }
  const last = images.reduce((most, { id }) => Math.max(most, id), 0);
  for (let from = 1; from <= last && comparable.size > 0; from += batchSize) {
    for (const { imageId, user, assistant } of trainingTexts(db, { from, to: from + batchSize - 1 }))
      overlap.see(imageId, `${user} ${assistant}`);
    await breath(signal);
  }
  const found = new Map<string, Set<string>>();
  const leaks = overlap.found().map(({ image, item: number, words }): TextLeak => {
    const { benchmark, item } = items[number] as (typeof items)[number];
    found.set(benchmark, (found.get(benchmark) ?? new Set()).add(item.id));
    return { image, benchmark, item: item.id, words };
  });
  return { leaks, comparable, found };
}

/** Every text within an item's truth, which only its scorer understands. */
function textsIn(truth: unknown): string[] {
  if (typeof truth === 'string') return [truth];
  return typeof truth === 'object' && truth !== null ? Object.values(truth).flatMap(textsIn) : [];
}

function setsOf(
  learned: readonly ImageContent[],
  seen: ReadonlyMap<number, Match>,
  inText: ReadonlySet<number>,
  alsoTrained: ReadonlyMap<number, Match>,
): LeakingSet[] {
  return [...Map.groupBy(learned, ({ set }) => set)].map(([set, own]) => ({
    set,
    images: own.length,
    ...counted(own, seen),
    text: own.filter(({ id }) => inText.has(id)).length,
    alsoTrained: own[0]?.role === 'specialist' ? own.filter(({ id }) => alsoTrained.has(id)).length : null,
  }));
}

function benchmarksOf(
  exams: readonly Exam[],
  texts: Texts,
  judged: readonly ImageContent[],
  met: ReadonlyMap<number, Match>,
): LeakedBenchmark[] {
  const byName = new Map(judged.filter(({ role }) => role === 'bench').map((image) => [image.name, image]));
  return exams.map(({ benchmark: { name }, items }) => {
    const own = [...new Set(items.map(({ image }) => image))].flatMap((image) => byName.get(image) ?? []);
    return {
      benchmark: name,
      images: own.length,
      ...counted(own, met),
      items: items.length,
      comparable: texts.comparable.get(name) ?? 0,
      text: texts.found.get(name)?.size ?? 0,
    };
  });
}

function heldOut(judged: readonly ImageContent[], met: ReadonlyMap<number, Match>): LeakedBenchmark[] {
  const own = judged.filter(({ role }) => role === 'held-out');
  if (own.length === 0) return [];
  return [
    { benchmark: 'held-out', images: own.length, ...counted(own, met), items: 0, comparable: 0, text: 0 },
  ];
}

function counted(
  images: readonly ImageContent[],
  matches: ReadonlyMap<number, Match>,
): { exact: number; near: number } {
  const found = images.flatMap(({ id }) => matches.get(id) ?? []);
  const exact = found.filter((match) => match.exact).length;
  return { exact, near: found.length - exact };
}

function inWords(
  judged: number,
  met: ReadonlyMap<number, Match>,
  { found, comparable }: Texts,
  excluded: number,
  exclude: boolean,
): string {
  const exact = [...met.values()].filter((match) => match.exact).length;
  const near = met.size - exact;
  const items = [...found.values()].reduce((sum, { size }) => sum + size, 0);
  const longer = [...comparable.values()].reduce((sum, one) => sum + one, 0);
  const told = `Of ${judged} images that models are judged on, training has ${exact} and nearly has ${near}; of ${longer} questions of 13 words or more it says ${items}.`;
  if (exclude) return `${told} ${excluded} images are left out of training.`;
  return met.size + items > 0 ? `${told} Nothing was left out (\`leakage: { exclude: true }\` does).` : told;
}

/** Lets a cancel arrive between two batches. */
async function breath(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  throwIfCancelled(signal);
}
