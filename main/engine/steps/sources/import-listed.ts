/** The import of a list of sources as a step: what came of it, and what was left out and why. */
import { EngineFailure, throwIfCancelled } from '../../failure.ts';
import { imageSizeOf } from '../../models/known.ts';
import { questionsOf } from '../../questions/rows.ts';
import {
  countSilent,
  imagesOfSet,
  quarantineReasons,
  replaceQuestions,
  type Skip,
  saveExamDigest,
  setsOf,
  storedSources,
} from '../../store/index.ts';
import { benchPlaces } from '../dataset-places.ts';
import { digestOf, readExams } from '../exams.ts';
import { keepOwnCaptions } from '../own-captions.ts';
import { done, type StepContext, type StepOutcome } from '../step-context.ts';
import { takeObjectTruth } from '../take-object-truth.ts';
import { importSources } from './import-sources.ts';
import type { PlacedSource } from './source-sets.ts';

type Absent = readonly { what: string; why: string }[];

export async function importListed(
  sources: readonly PlacedSource[],
  absent: Absent,
  context: StepContext,
): Promise<StepOutcome> {
  const { db, signal } = context;
  const imageSize = imageSizeOf(context.plan.model);
  const { waiting } = await importSources(sources, { ...context, imageSize });
  throwIfCancelled(signal);
  await takeObjectTruth(context, { anew: true });
  const sets = setsOf(db);
  const reasons = quarantineReasons(db);
  const refused = reasons.reduce((sum, { count }) => sum + count, 0);
  if (!sets.some(({ name, images }) => name === 'pretrain' && images > 0)) {
    throw new EngineFailure(
      `No usable pretraining image in ${sources.map(({ source }) => source.path).join(', ')} (${refused} items were quarantined).`,
      'Data lists them, as does `squared data quarantine` in a terminal. Nothing in the folder was changed.',
    );
  }
  const kept = keepOwnCaptions(context);
  const skipped = await absentExams(context);
  const filtered = storedSources(db).flatMap((stored) =>
    Object.entries(stored.filtered).map(([why, count]) => ({ what: 'left out by a filter', count, why })),
  );
  context.skipped(
    added([
      ...leftOut(absent, countSilent(db, 'pretrain'), reasons),
      ...filtered.map(({ what, count, why }) => ({
        what: `${what}: ${why}`,
        count,
        why: 'as the plan asks',
      })),
      ...(waiting > 0
        ? [{ what: 'texts without their picture', count: waiting, why: 'no image has their hash or address' }]
        : []),
      ...kept,
      ...skipped,
    ]),
  );
  return done(refused > 0 ? `${refused} items quarantined` : null);
}

/** Remembers what the benchmarks ask, and answers what the plan asks for and the data does not have. */
export async function absentExams({ plan, places, db }: StepContext): Promise<Skip[]> {
  const images = new Set(imagesOfSet(db, 'bench').map(({ name }) => name));
  const { exams, skipped } = await readExams(plan.benchmarks, benchPlaces(plan, places), images);
  saveExamDigest(db, digestOf(exams));
  replaceQuestions(db, questionsOf(exams));
  return skipped;
}

export function leftOut(
  absent: Absent,
  silent: number,
  quarantine: readonly { reason: string; count: number }[],
): Skip[] {
  return [
    ...absent.map(({ what, why }) => ({ what, count: 1, why })),
    ...(silent > 0
      ? [
          {
            what: 'pretraining images without text',
            count: silent,
            why: 'recaptioned, but not part of the first alignment and pretraining',
          },
        ]
      : []),
    ...quarantine.map(({ reason, count }) => ({
      what: `quarantined: ${reason}`,
      count,
      why: 'the item was left out, the rest went on',
    })),
  ];
}

/** Two sources may have left out something for one reason; each thing is told once. */
function added(skips: readonly Skip[]): Skip[] {
  const byWhat = new Map<string, Skip>();
  for (const skip of skips) {
    const known = byWhat.get(skip.what);
    byWhat.set(skip.what, known ? { ...known, count: known.count + skip.count } : skip);
  }
  return [...byWhat.values()];
}
