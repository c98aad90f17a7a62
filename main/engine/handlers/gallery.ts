import { galleryMetrics, type WriterChoice } from '../../../shared/gallery.ts';
import type { galleryRequests } from '../../../shared/gallery-requests.ts';
import { captionDetails } from '../gallery/caption-details.ts';
import { galleryCount, galleryPage, type Measured } from '../gallery/page.ts';
import { placesOf } from '../places.ts';
import { describe, findExperiment } from '../run/experiment.ts';
import { galleryColumns } from '../steps/gallery-columns.ts';
import {
  type ColumnsHead,
  captionWriters,
  columnsHead,
  type Db,
  measuredSeed,
  openForReading,
  openForWriting,
  type Source,
  setsOf,
} from '../store/index.ts';
import type { HandlersOf } from './handlers-of.ts';
import { reading } from './reading.ts';

export const galleryHandlers: HandlersOf<typeof galleryRequests> = {
  'gallery.page': ({ path, after, limit, ...filter }) =>
    withMeasured(path, filter.writer, (db, measured) => ({
      ...galleryPage(db, { filter, measured, after, limit }),
      sets: setsOf(db).map(({ name, images }) => ({ set: name, images })),
    })),
  'gallery.count': async ({ path, ...filter }) => {
    const turn = (counting.get(path) ?? 0) + 1;
    counting.set(path, turn);
    const superseded = () => counting.get(path) !== turn;
    const measured = await withMeasured(path, filter.writer, (_, found) => found);
    const db = openForReading(placesOf(findExperiment(path)).database);
    try {
      return { images: await galleryCount(db, { filter, measured, superseded }) };
    } finally {
      db.close();
    }
  },
  'gallery.choices': async ({ path }) => {
    const choices: WriterChoice[] = [];
    const original = { source: 'original', seed: 0, round: null };
    for (const { source, seed, round } of [original, ...reading(path, captionWriters)]) {
      const head = await withMeasured(path, { source, seed }, (_, measured) => measured?.head ?? null);
      if (head || source !== 'original') choices.push({ source, seed, round, measured: head && told(head) });
    }
    return choices;
  },
  'image.captions': ({ path, id }) => reading(path, (db) => captionDetails(db, path, id)),
};

/** The last count that was asked for, by experiment: only that one is still waited for. */
const counting = new Map<string, number>();

const told = ({ captions, metrics, flags }: ColumnsHead): NonNullable<WriterChoice['measured']> => ({
  captions,
  // What is only yes or no of a caption is a flag.
  metrics: metrics.filter(({ metric }) => galleryMetrics.some(({ name }) => name === metric)),
  flags: [...flags],
});

/** Columns are made by the step that measures; of what an older Squared measured they are made here, once. */
async function withMeasured<T>(
  path: string,
  writer: Source | undefined,
  read: (db: Db, measured: Measured | null) => T,
): Promise<T> {
  const first = reading(path, (db) => {
    const found = writer ? measuredOf(db, writer) : null;
    return found === 'without columns' ? null : { result: read(db, found) };
  });
  if (first) return first.result;
  await columnsMade(path, writer as Source);
  return reading(path, (db) => {
    const found = measuredOf(db, writer as Source);
    return read(db, found === 'without columns' ? null : found);
  });
}

/** Null where nothing has been measured. */
function measuredOf(db: Db, { source, seed }: Source): Measured | 'without columns' | null {
  const measured = measuredSeed(db, { source, seed });
  if (measured === null) return null;
  const own = { source, seed: measured };
  const head = columnsHead(db, own);
  return head ? { own, head } : 'without columns';
}

const underWay = new Map<string, Promise<void>>();

/** Asked for twice meanwhile, they are made once. */
function columnsMade(path: string, writer: Source): Promise<void> {
  const key = `${path} ${writer.source} ${writer.seed}`;
  const made = underWay.get(key) ?? make(path, writer).finally(() => underWay.delete(key));
  underWay.set(key, made);
  return made;
}

async function make(path: string, writer: Source): Promise<void> {
  const folder = findExperiment(path);
  const { plan } = describe(folder);
  const db = openForWriting(placesOf(folder).database);
  try {
    await galleryColumns({ plan, db }, writer);
  } finally {
    db.close();
  }
}
