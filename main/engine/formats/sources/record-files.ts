/** Formats that are JSON files of records: told by the first records, read one after the other. */
import type { Mapping } from '../../../../shared/data.ts';
import { readJsonRecords } from './json-records.ts';
import type { Detection, RecordItem } from './reader.ts';
import type { SourceFile, SourceFolder } from './source-folder.ts';
import { isObject } from './values.ts';

interface Shape {
  readonly confidence: number;
  readonly isOne: (value: unknown) => boolean;
  readonly mapping: Partial<Mapping>;
  /** What its records are, in words. */
  readonly what: string;
  /** Files that are looked at; lists and lines where nothing is said. */
  readonly files?: readonly SourceFile[];
}

/** A file is of the format when most of its first records are: a broken one among them must not hide it. */
export async function detectRecords(source: SourceFolder, shape: Shape): Promise<Detection | null> {
  const reads = new Set<string>();
  for (const file of shape.files ?? source.ofKind('json-list', 'json-lines')) {
    const first = await source.peek(file);
    const fitting = first.filter(shape.isOne).length;
    if (fitting > 0 && 2 * fitting >= first.length) reads.add(file.path);
  }
  if (reads.size === 0) return null;
  return {
    confidence: shape.confidence,
    evidence: `${counted(reads.size, 'JSON file')} of ${shape.what}`,
    mapping: shape.mapping,
    reads,
    records: null,
  };
}

export async function* recordsOfFiles(
  source: SourceFolder,
  { reads }: Detection,
): AsyncGenerator<RecordItem> {
  for (const one of source.files) {
    if (!reads.has(one.path)) continue;
    for await (const item of readJsonRecords(one)) yield recordOf(one, item);
  }
}

type Read = { position: string; value: unknown } | { position: string; refused: string };

export function recordOf({ path, file }: SourceFile, item: Read): RecordItem {
  const { position } = item;
  if ('refused' in item) return { file, position, refused: item.refused };
  if (!isObject(item.value)) return { file, position, refused: 'it is not an object' };
  return { file, position, name: `${stemmed(path)}/${position.replace(/\D+/g, '')}`, fields: item.value };
}

export const stemmed = (path: string): string => path.replace(/\.[^./]*$/, '');

export const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
