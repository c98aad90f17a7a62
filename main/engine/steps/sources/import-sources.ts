/** Reads every source of a plan into the store: what is stored already and unchanged stays, and a source that was stopped goes on where it was. */
import { throwIfCancelled } from '../../failure.ts';
import { inOrder } from '../../formats/in-order.ts';
import { mostPixels } from '../../formats/open-picture.ts';
import { PixelBudget } from '../../formats/pixel-budget.ts';
import { SeenPictures } from '../../formats/sources/duplicates.ts';
import { type OpenedSource, readSamples } from '../../formats/sources/read-samples.ts';
import type { SampleItem } from '../../formats/sources/reader.ts';
import type { Places } from '../../places.ts';
import {
  clearImages,
  clearSourcesFrom,
  countJoined,
  type Db,
  type FileState,
  hashesOfSet,
  insertSource,
  joinLooseTexts,
  nextRow,
  type StoredSource,
  saveAnnotatedThings,
  storedSources,
} from '../../store/index.ts';
import { hasImageFiles, ImageFiles } from '../image-files.ts';
import { changesOf, type FileChange, fileStates } from './file-states.ts';
import { Intake } from './intake.ts';
import { openForImport } from './open-for-import.ts';
import type { PlacedSource } from './source-sets.ts';

export interface ImportOfSources {
  readonly db: Db;
  readonly places: Places;
  readonly signal: AbortSignal;
  /** Pixels a side that every picture is brought to. */
  readonly imageSize: number;
  progress(done: number, total: number): void;
  log(line: string): void;
}

interface Opened {
  readonly placed: PlacedSource;
  readonly opened: OpenedSource;
  /** What is stored of it and still holds; null where it is read from its beginning. */
  readonly stored: StoredSource | null;
}

/** How many texts still wait for their picture. */
export async function importSources(
  sources: readonly PlacedSource[],
  context: ImportOfSources,
): Promise<{ waiting: number }> {
  const { db, places, signal, imageSize } = context;
  const opened = await openAll(sources, context);
  saveAnnotatedThings(db, thingsOf(opened));
  const total = opened.reduce((sum, one) => sum + (one.opened.detection.records ?? 0), 0);
  const files = await ImageFiles.open(places, db, imageSize);
  let done = 0;
  try {
    for (const one of opened) {
      if (one.stored?.done) done += one.stored.items;
      else {
        done += await takeIn(one, files, context, (items) =>
          context.progress(done + items, Math.max(total, done + items)),
        );
      }
      throwIfCancelled(signal);
    }
    await files.end(nextRow(db));
  } finally {
    await files.close();
  }
  context.progress(done, done);
  return { waiting: joinLooseTexts(db) };
}

/** From the first source that is new or has changed, everything is read anew: rows lie in the sources' order. */
async function openAll(
  sources: readonly PlacedSource[],
  { db, places, signal, imageSize, log }: ImportOfSources,
): Promise<Opened[]> {
  if (!hasImageFiles(places, db, imageSize)) clearSourcesFrom(db, 0);
  const stored = storedSources(db);
  // What is there came in another way, of which nothing is known.
  if (stored.length === 0) clearImages(db);
  const all: { placed: PlacedSource; opened: OpenedSource; files: FileState[] }[] = [];
  let held = 0;
  for (const placed of sources) {
    const opened = await openForImport(placed, signal);
    const files = await fileStates(opened.source);
    if (held === placed.ordinal && stored[held]?.settings === settingsOf(placed)) {
      const changes = await changesOf(db, placed, opened.source, files);
      if (changes.length === 0) held++;
      else log(`${placed.source.path} has changed since it was read (${inWords(changes)}); it is read anew.`);
    }
    all.push({ placed, opened, files });
  }
  if (stored.length > held) {
    // Texts that have joined an image cannot be told from its own any more.
    if (countJoined(db) > 0) held = 0;
    clearSourcesFrom(db, held);
  }
  for (const { placed, opened, files } of all.slice(held)) {
    const { set, role, ordinal, source } = placed;
    const settings = settingsOf(placed);
    insertSource(
      db,
      { ordinal, set, role, path: source.path, settings, format: opened.reader.format },
      files,
    );
  }
  return all.map(({ placed, opened }, at) => ({
    placed,
    opened,
    stored: at < held ? (stored[at] as StoredSource) : null,
  }));
}

const thingsOf = (all: readonly Opened[]): Set<string> =>
  new Set(
    all.flatMap(({ opened }) =>
      [...(opened.built?.annotated.values() ?? [])].flatMap(({ things }) => things),
    ),
  );

const inWords = (changes: readonly FileChange[]): string =>
  changes
    .slice(0, 3)
    .map(({ path, what }) => `${path} is ${what}`)
    .join(', ') + (changes.length > 3 ? `, and ${changes.length - 3} more` : '');

const settingsOf = (placed: PlacedSource): string => JSON.stringify(placed);

async function takeIn(
  { placed, opened, stored }: Opened,
  imageFiles: ImageFiles,
  { db, places, signal, imageSize }: ImportOfSources,
  progress: (items: number) => void,
): Promise<number> {
  const { filters = {} } = placed.source;
  const seen = filters.duplicates ? new SeenPictures() : null;
  if (seen) for (const { sha256, perceptual } of hashesOfSet(db, placed.set)) seen.add(sha256, perceptual);
  // Its tables take a while to load and are seldom needed.
  const languageOf = filters.languages
    ? (await import('../../formats/sources/language.ts')).languageOf
    : () => null;
  const intake = new Intake({
    db,
    places,
    files: imageFiles,
    imageSize,
    budget: new PixelBudget(mostPixels),
    placed,
    seen,
    languageOf,
    row: nextRow(db),
    items: stored?.items ?? 0,
    // What a builder's filters took is known before the first item.
    filtered: stored && stored.items > 0 ? stored.filtered : (opened.built?.filtered ?? {}),
    annotated: opened.built?.annotated ?? null,
  });
  const items = after(readSamples(opened), intake.items);
  for await (const worked of inOrder(items, (item) => intake.work(item), signal)) {
    await intake.take(worked);
    progress(intake.items);
  }
  await intake.commit(!signal.aborted);
  return intake.items;
}

async function* after(items: AsyncIterable<SampleItem>, count: number): AsyncGenerator<SampleItem> {
  let passed = 0;
  for await (const item of items) if (passed++ >= count) yield item;
}
