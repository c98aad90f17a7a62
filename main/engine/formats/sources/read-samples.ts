/** A source's samples in their order, with what is refused among them. */
import { basename, extname } from 'node:path';
import type { FormatName, Mapping } from '../../../../shared/data.ts';
import type { Annotations } from '../built-set.ts';
import { briefPrompt } from '../dataset.ts';
import { fieldsOf, mappingOf } from './mapping.ts';
import { pickleRefused } from './pickles.ts';
import type { RefusedItem, SampleItem, SourceRecord } from './reader.ts';
import { chosen, type Detected } from './readers.ts';
import { sampleOf } from './sample.ts';
import type { SourceFolder } from './source-folder.ts';

export interface OpenedSource extends Detected {
  readonly source: SourceFolder;
  readonly others: readonly Detected[];
  readonly fields: ReturnType<typeof fieldsOf>;
  readonly mapping: Mapping;
  /** Where a builder makes its conversations. */
  readonly built?: {
    /** What the annotations speak of, by an image's path: where a filter took it, no record names it. */
    readonly annotated: ReadonlyMap<string, Annotations>;
    /** How much each filter took. */
    readonly filtered: Readonly<Record<string, number>>;
  };
}

/** Of so many records the fields are told. */
const lookedAt = 20;
const readsSidecars: readonly FormatName[] = ['kohya', 'plain-folder'];
/** Broken records before the first whole one, after which it is not looked further. */
const mostBroken = 1000;

export async function inspect(
  source: SourceFolder,
  { format, mapping }: { format?: FormatName | undefined; mapping?: Partial<Mapping> | undefined } = {},
): Promise<OpenedSource> {
  const detected = await chosen(source, format);
  const first: SourceRecord[] = [];
  let seen = 0;
  for await (const item of detected.reader.records(source, detected.detection)) {
    if ('fields' in item) first.push(item);
    if (first.length === lookedAt || ++seen === mostBroken) break;
  }
  const fields = fieldsOf(first);
  return { ...detected, source, fields, mapping: mappingOf(fields, detected.detection.mapping, mapping) };
}

/** What the walk refused comes first, then what no reader opens, the records, and the images that none of them names. */
export async function* readSamples({
  source,
  reader,
  detection,
  mapping,
  built,
}: OpenedSource): AsyncGenerator<SampleItem> {
  yield* source.refused;
  yield* unopened(source, detection.reads, reader.format);
  const paths = new Map(source.files.map(({ path, file }) => [file, path]));
  const unnamed = new Set([...source.images.keys()].filter((path) => !built?.annotated.has(path)));
  for await (const item of reader.records(source, detection)) {
    if ('refused' in item) {
      yield item;
      continue;
    }
    const from = paths.get(item.file) ?? '';
    const sample = sampleOf(item, { mapping, briefPrompt, find: (path) => source.find(path, from) });
    if ('name' in sample) unnamed.delete(sample.name);
    yield sample;
  }
  if (unnamed.size === 0) return;
  const position = unnamed.size === 1 ? '1 image' : `${unnamed.size} images`;
  yield { file: source.folder, position, refused: 'no record that could be used names them' };
}

function* unopened(
  source: SourceFolder,
  reads: ReadonlySet<string>,
  format: FormatName,
): Generator<RefusedItem> {
  const others = new Map<string, number>();
  for (const { path, file, kind } of source.files) {
    if (reads.has(path)) continue;
    if (kind === 'pickle') yield { file, position: 'file', refused: pickleRefused };
    else if (kind === 'zip')
      yield {
        file,
        position: 'file',
        refused: 'zip archives are not opened; unpack it, or write it as a tar',
      };
    else others.set(endingOf(path), (others.get(endingOf(path)) ?? 0) + 1);
  }
  if (!readsSidecars.includes(format)) {
    for (const path of source.sidecars.keys())
      others.set(endingOf(path), (others.get(endingOf(path)) ?? 0) + 1);
  }
  for (const [ending, files] of others) {
    const kind = ending === '' ? 'without an ending' : `ending in ${ending}`;
    const position = files === 1 ? '1 file' : `${files} files`;
    yield { file: source.folder, position, refused: `files ${kind} were not opened` };
  }
}

const endingOf = (path: string): string => extname(basename(path)).toLowerCase();
