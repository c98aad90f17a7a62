/** Takes a part of an experiment out as a dataset of its own: streamed, whole or not there, with a card. */
import { isAbsolute, relative, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pMapIterable } from 'p-map';
import type { ExportFormat, ExportImages, ExportPart, ExportResult } from '../../../shared/export.ts';
import type { Plan } from '../../../shared/plan.ts';
import { EngineFailure, throwIfCancelled } from '../failure.ts';
import { endingOfImage } from '../formats/image-kind.ts';
import { isImageFile } from '../formats/image-name.ts';
import { placesOf } from '../places.ts';
import { describe } from '../run/experiment.ts';
import { countPretraining, openForReading } from '../store/index.ts';
import { aboutOf, type Exported, type Gathering } from './about.ts';
import { cardOf } from './card.ts';
import type { Format, FormatWriter, Placed } from './format.ts';
import { formats } from './formats/index.ts';
import { makeFolder } from './new-folder.ts';
import { OutputFolder } from './output.ts';
import { type Part, partOf } from './part.ts';
import { findPicture, placeOf, putUnderFreeName, type Refusal, readPicture } from './pictures.ts';
import { type ExportRecord, pagesOf } from './records.ts';
import { shardFinder } from './source-shards.ts';

export interface ExportOptions {
  readonly part: ExportPart;
  readonly format: ExportFormat;
  readonly seed?: number | undefined;
  readonly images: ExportImages;
  /** Made by the export: it may not exist yet, or be empty. */
  readonly target: string;
  readonly signal: AbortSignal;
  /** `done` of `total` images looked at, bytes written. */
  readonly progress: (done: number, total: number, bytes: number) => void;
}

/** Pictures that are read ahead of the one that is being written. */
const readAhead = 4;
const breathes = 256;

/** `experiment` is its folder. Throws in words; then nothing is left at the target. */
export async function exportDataset(experiment: string, options: ExportOptions): Promise<ExportResult> {
  const began = performance.now();
  const places = placesOf(experiment);
  const { name, plan } = describe(experiment);
  const format = formats[options.format];
  if (options.images === 'reference' && !format.mayReference) {
    throw new EngineFailure(
      `${format.title} carries the pictures inside its files; it cannot refer to them.`,
      'Copy them, or choose another format. Nothing was written.',
    );
  }
  refuseInside(options.target, [experiment, ...foldersOf(plan)]);
  const db = openForReading(places.database);
  try {
    // All that follows is of one moment, also while a run goes on.
    db.exec('BEGIN');
    const gathering = { name, plan, places, db };
    const part = partOf(gathering, options.part, options.seed);
    const exported = await makeFolder(
      options.target,
      (folder) => writeExport(gathering, part, format, new OutputFolder(folder), options),
      options.signal,
    );
    return { folder: options.target, ...exported, seconds: (performance.now() - began) / 1000 };
  } finally {
    db.close();
  }
}

/** In the data it would be read as data by the next import, in the experiment it would be deleted with it. */
function refuseInside(target: string, folders: readonly string[]): void {
  const folder = folders.find((one) => {
    const path = relative(one, target);
    return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  });
  if (folder)
    throw new EngineFailure(
      `${target} lies in ${folder}, which this experiment is made from.`,
      'Choose a folder outside it. Nothing was written.',
    );
}

function foldersOf({ dataset }: Plan): string[] {
  if (dataset.kind === 'folder') return [dataset.path];
  return dataset.kind === 'sources' ? dataset.sources.map(({ path }) => path) : [];
}

async function writeExport(
  gathering: Gathering,
  part: Part,
  format: Format,
  output: OutputFolder,
  options: ExportOptions,
): Promise<Exported> {
  try {
    const about = await aboutOf(gathering, part);
    const shardOf = shardFinder(gathering.db);
    const writer = await format.open({ output, part, images: options.images, shardOf });
    const counts = await writeRecords(gathering, part, format, writer, output, options);
    if (counts.images === 0) {
      throw new EngineFailure(
        `Of ${part.title.toLowerCase()} nothing can be exported: ${counts.leftOut.map(({ why, count }) => `${why} (${count})`).join(', ') || 'there are no images'}.`,
        'Nothing was written.',
      );
    }
    const exported: Exported = {
      part: part.part,
      format: options.format,
      seed: part.seed,
      ...counts,
      files: output.files + 2,
      bytes: output.bytes,
    };
    await output.put('README.md', cardOf(about, exported, format, options.images));
    // Last: a folder that has it is complete.
    await output.put('export.json', `${JSON.stringify({ version: 1, ...exported, about }, null, 2)}\n`);
    return { ...exported, bytes: output.bytes };
  } catch (error) {
    await output.abandon();
    throw error;
  }
}

async function writeRecords(
  gathering: Gathering,
  part: Part,
  format: Format,
  writer: FormatWriter,
  output: OutputFolder,
  { images: mode, signal, progress }: ExportOptions,
): Promise<Pick<Exported, 'images' | 'captions' | 'turns' | 'leftOut' | 'changed'>> {
  const { images: total, sets } = countPretraining(gathering.db);
  const leftOut = new Map<string, number>();
  const leave = (why: string, count = 1) => leftOut.set(why, (leftOut.get(why) ?? 0) + count);
  let done = 0;
  let fellBack = 0;
  function* records(): Generator<ExportRecord> {
    for (const page of pagesOf(gathering, part)) {
      for (const [why, count] of Object.entries(page.leftOut)) leave(why, count);
      done += page.seen - page.records.length;
      fellBack += page.fellBack;
      yield* page.records;
    }
  }
  const prepare = async (record: ExportRecord): Promise<Prepared> => {
    throwIfCancelled(signal);
    const place = placeOf(record.image, sets > 1);
    if ('refused' in place) return place;
    const picture = mode === 'copy' ? await readPicture(record.image) : findPicture(record.image);
    if ('refused' in picture) return picture;
    if ('path' in picture) return { record, name: place.name, bytes: null, path: picture.path };
    // Pictures that came out of an archive have no ending in their name.
    const ending = isImageFile(place.name) ? '' : `.${endingOfImage(picture.bytes)}`;
    return { record, name: `${place.name}${ending}`, bytes: picture.bytes };
  };
  const counts = { images: 0, captions: 0, turns: 0 };
  for await (const prepared of pMapIterable(records(), prepare, { concurrency: readAhead })) {
    throwIfCancelled(signal);
    // Where no picture is read, nothing else would let the process hear that it is to stop.
    if (done % breathes === 0) await setImmediate();
    progress(++done, total, output.bytes);
    if ('refused' in prepared) {
      leave(prepared.refused);
      continue;
    }
    const refused = await writer.add(await placed(format, output, prepared));
    if (refused !== null) {
      leave(refused);
      continue;
    }
    const { record } = prepared;
    counts.images++;
    counts.captions += record.captions.length;
    counts.turns += record.turns.length;
  }
  const notes = [...leftOut].map(([why, count]) => ({ why, count }));
  return {
    ...counts,
    leftOut: notes.sort((a, b) => b.count - a.count),
    changed: [
      ...(await writer.end()),
      ...(fellBack === 0
        ? []
        : [{ why: 'images keep their original text, as their recaption cannot be used', count: fellBack }]),
    ],
  };
}

type Prepared =
  | Refusal
  | {
      readonly record: ExportRecord;
      readonly name: string;
      readonly bytes: Buffer | null;
      readonly path?: string;
    };

async function placed(
  format: Format,
  output: OutputFolder,
  { record, name, bytes, path }: Exclude<Prepared, Refusal>,
): Promise<Placed> {
  if (bytes === null) return { record, name, path: path as string, bytes };
  if (format.pictures === 'own') return { record, name, path: name, bytes };
  const put = await putUnderFreeName(output, `images/${name}`, record.image.id, bytes);
  return { record, name, path: put, bytes };
}
