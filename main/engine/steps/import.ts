/** Reads a folder (the world's or the user's) into the store and one raw file of pixels; what is broken is quarantined. */
import { statSync } from 'node:fs';
import type { SceneTruth } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { EngineFailure, throwIfCancelled } from '../failure.ts';
import { fits, otherShape } from '../formats/built-set.ts';
import {
  type DatasetImage,
  type FoundSets,
  findSets,
  type Quarantined,
  readSet,
} from '../formats/dataset.ts';
import { decodeImages } from '../formats/pixels.ts';
import { readTruth } from '../formats/truth.ts';
import { imageSizeOf } from '../models/known.ts';
import { buildersOf } from '../plan/builders.ts';
import type { Filtered } from '../specialists/builders.ts';
import {
  clearImages,
  insertImages,
  insertQuarantined,
  insertSets,
  insertThumbnails,
  type NewImage,
  type PackedPart,
  quarantineReasons,
  type Skip,
  saveAnnotatedThings,
} from '../store/index.ts';
import { datasetFolder } from './dataset-places.ts';
import { rememberModel } from './held-model.ts';
import { ImageFiles } from './image-files.ts';
import { objectTruthFiles } from './object-truth-files.ts';
import { forgetOwnCaptions, keepOwnCaptions } from './own-captions.ts';
import { pauseFor } from './pause.ts';
import { absentExams, importListed, leftOut } from './sources/import-listed.ts';
import { setsAsSources } from './sources/sets-as-sources.ts';
import { placed } from './sources/source-sets.ts';
import { done, type RunStep } from './step-context.ts';
import { takeObjectTruth } from './take-object-truth.ts';

export { benchFolder } from './dataset-places.ts';

const batchSize = 1000;

export const importImages: RunStep = async (context) => {
  const { plan, places, db, signal, progress } = context;
  forgetOwnCaptions(context);
  rememberModel(db, plan);
  const builders = buildersOf(plan);
  // A file that the plan names and that is not there is told before anything is read.
  await objectTruthFiles(plan, places);
  if (plan.dataset.kind === 'sources')
    return importListed(placed(plan.dataset.sources, { builders }), [], context);
  const folder = datasetFolder(plan, places);
  if (plan.dataset.kind === 'folder' && isFile(folder))
    return importListed(placed([{ path: folder, role: 'pretraining' }]), [], context);
  const found = withoutBench(await findSets(folder), plan);
  const inOtherFormats = plan.dataset.kind === 'folder' ? await setsAsSources(found, builders) : null;
  if (inOtherFormats) return importListed(inOtherFormats, found.absent, context);
  clearImages(db);
  insertSets(db, found.sets);
  const quarantined: Quarantined[] = [];
  const items: DatasetImage[] = [];
  const filtered: Skip[] = [];
  for (const set of found.sets) {
    const builder = set.role === 'specialist' ? builders[set.name] : undefined;
    const build = builder && { builder, filtered: told(set.name, filtered), pause: pauseFor(signal) };
    for await (const item of readSet(set, (bad) => quarantined.push(bad), build)) items.push(item);
    throwIfCancelled(signal);
  }
  const truths = new Map<string, Map<string, SceneTruth>>();
  if (found.truthFolder) {
    for (const { name } of found.sets)
      truths.set(name, await readTruth(found.truthFolder, name, (bad) => quarantined.push(bad)));
  }

  const size = imageSizeOf(plan.model);
  const files = await ImageFiles.open(places, db, size);
  let row = 0;
  let seen = 0;
  const pretraining = { usable: 0, silent: 0 };
  const things = new Set<string>();
  let batch: NewImage[] = [];
  let thumbnails = new Map<number, PackedPart>();
  const store = () => {
    insertImages(db, batch);
    insertThumbnails(db, thumbnails);
    batch = [];
    thumbnails = new Map();
  };
  try {
    for await (const decoded of decodeImages(items, { size, withThumbnail: true, signal })) {
      const { item } = decoded;
      seen++;
      if (decoded.ok && !fits(item.annotated, decoded)) {
        quarantined.push({ set: item.set, file: item.file, position: 'image', reason: otherShape });
      } else if (decoded.ok) {
        for (const thing of item.annotated?.things ?? []) things.add(thing);
        const thumbnail = await files.put(row, decoded);
        if (thumbnail) thumbnails.set(row, thumbnail);
        const { width, height, sha256 } = decoded;
        const truth = truths.get(item.set)?.get(item.name) ?? null;
        batch.push({
          set: item.set,
          name: item.name,
          file: item.file,
          sha256,
          width,
          height,
          row,
          truth,
          turns: item.turns,
        });
        row++;
        if (item.set === 'pretrain') pretraining.usable++;
        if (item.set === 'pretrain' && item.turns.length === 0) pretraining.silent++;
      } else {
        quarantined.push({ set: item.set, file: item.file, position: 'image', reason: decoded.reason });
      }
      if (batch.length === batchSize) store();
      progress(seen, items.length);
    }
    store();
    await files.end(row);
  } finally {
    await files.close();
  }
  throwIfCancelled(signal);
  insertQuarantined(db, quarantined);
  await takeObjectTruth(context, { anew: true });
  saveAnnotatedThings(db, things);
  if (pretraining.usable === 0) {
    throw new EngineFailure(
      `No usable pretraining image in ${datasetFolder(plan, places)} (${quarantined.length} items were quarantined).`,
      'Check the folder: images with .txt captions, or LLaVA JSON beside them. Nothing in it was changed.',
    );
  }
  const kept = keepOwnCaptions(context);
  const skipped = await absentExams(context);
  const left = leftOut(found.absent, pretraining.silent, quarantineReasons(db));
  context.skipped([...left, ...filtered, ...kept, ...skipped]);
  return done(quarantined.length > 0 ? `${quarantined.length} items quarantined` : null);
};

/** Where the user's own captions are the benchmark, nobody expects another. */
const withoutBench = (found: FoundSets, { ownCaptions }: Plan): FoundSets =>
  ownCaptions ? { ...found, absent: found.absent.filter(({ what }) => what !== 'benchmarks') } : found;

/** Collects what a set's builder filtered, under the set's name. */
const told =
  (set: string, into: Skip[]) =>
  (filtered: readonly Filtered[]): void => {
    into.push(...filtered.map(({ what, count, why }) => ({ what: `${set}: ${what}`, count, why })));
  };

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
