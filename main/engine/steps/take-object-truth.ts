/**
 * Takes over what annotations and detections say is in the images, when these are imported and again where the files or the score have
 * changed since: captions are then measured anew, and nothing else is.
 */
import type { ObjectTruthTold } from '../../../shared/caption-quality.ts';
import type { SceneTruth } from '../../../shared/models.ts';
import { throwIfCancelled } from '../failure.ts';
import { complaintsAbout } from '../formats/complaints.ts';
import type { Quarantined } from '../formats/dataset.ts';
import { readObjectTruth } from '../formats/object-truth.ts';
import { captionPrompts } from '../plan/prompts.ts';
import {
  allCaptionStatistics,
  type Db,
  forgetComplaints,
  imagesToTell,
  insertQuarantined,
  objectTruthOf,
  replaceObjectTruth,
  saveCaptionStatistics,
} from '../store/index.ts';
import { statisticsOfModel, statisticsOfOriginals } from './caption-quality.ts';
import { fingerprintOf, objectTruthFiles, type SetTruthFiles } from './object-truth-files.ts';
import type { StepContext } from './step-context.ts';

type Taking = Pick<StepContext, 'plan' | 'places' | 'db'> & Partial<Pick<StepContext, 'signal' | 'log'>>;

/** `anew`: images have come since. Throws an EngineFailure where the plan names a file that is not there. */
export async function takeObjectTruth(
  { plan, places, db, signal }: Taking,
  { anew = false } = {},
): Promise<void> {
  const files = await objectTruthFiles(plan, places);
  const before = objectTruthOf(db);
  if (files.length === 0 && before === null) return;
  const fingerprint = fingerprintOf(files);
  if (before?.fingerprint === fingerprint && !anew) return;
  const truths = new Map<number, SceneTruth>();
  const names = new Set<string>();
  const told: ObjectTruthTold[] = [];
  const quarantined: Quarantined[] = [];
  for (const one of files) {
    const read = await readSet(db, one, (bad) => quarantined.push(bad));
    for (const [id, truth] of read.truths) truths.set(id, truth);
    for (const name of read.names) names.add(name);
    told.push(read.told);
    if (signal) throwIfCancelled(signal);
  }
  forgetComplaints(db, [...(before?.told ?? []), ...told].flatMap(filesOf));
  replaceObjectTruth(db, truths, files.length > 0 ? { fingerprint, names: [...names].sort(), told } : null);
  insertQuarantined(db, quarantined);
  for (const { seed, source } of allCaptionStatistics(db)) {
    if (seed === null) continue;
    const statistics =
      source === 'original'
        ? statisticsOfOriginals(db, seed)
        : statisticsOfModel(db, source, seed, captionPrompts(plan));
    if (statistics) saveCaptionStatistics(db, seed, statistics);
  }
}

/**
 * The same for a run that has gone on since its import: files that are gone by now leave what they have told, and no run ends for them.
 */
export async function refreshObjectTruth(taking: Taking): Promise<void> {
  try {
    await takeObjectTruth(taking);
  } catch (error) {
    if (taking.signal?.aborted) throw error;
    taking.log?.(`What is in the images was not read again: ${(error as Error).message}`);
  }
}

const filesOf = ({ instances, detections }: ObjectTruthTold): string[] =>
  detections === null ? [instances] : [instances, detections];

async function readSet(
  db: Db,
  { set, instances, detections, minimumScore }: SetTruthFiles,
  quarantine: (bad: Quarantined) => void,
): Promise<{ truths: Map<number, SceneTruth>; names: readonly string[]; told: ObjectTruthTold }> {
  const images = imagesToTell(db, set);
  const known = new Map(images.map((image) => [image.name, image]));
  const files = { instances, detections, minimumScore };
  const about = new Map(
    [instances, detections].flatMap((file) =>
      file === null ? [] : [[file, complaintsAbout(set, file, quarantine)] as const],
    ),
  );
  const read = await readObjectTruth(files, known, (file, position, reason) =>
    about.get(file)?.refuse(position, reason),
  );
  const base = { set, ...files, of: images.length };
  if ('refused' in read) {
    about.get(read.file)?.refuse('file', read.refused);
    for (const complaints of about.values()) complaints.close();
    const none = { images: 0, objects: 0, categories: 0, unjudged: 0 };
    return { truths: new Map(), names: [], told: { ...base, ...none, refused: read.refused } };
  }
  for (const complaints of about.values()) complaints.close();
  const truths = new Map<number, SceneTruth>();
  let objects = 0;
  for (const [name, truth] of read.truths) {
    truths.set((known.get(name) as (typeof images)[number]).id, truth);
    objects += truth.objects.length;
  }
  const counts = { images: truths.size, objects, categories: read.names.length, unjudged: read.unjudged };
  return { truths, names: read.names, told: { ...base, ...counts, refused: null } };
}
