/** The fields of a benchmark file's entries, so that a bad one is refused with its file, entry and field. */
import { existsSync } from 'node:fs';
import { readPlainFile, utf8Of } from '../formats/plain-file.ts';
import { BenchmarkError } from './benchmark.ts';

export type Entry = Readonly<Record<string, unknown>>;

/** A file is read as a whole: larger ones would not fit into a string. */
const largestFile = 5e8;

/** Null when there is no such file; anything else that cannot be read is an error. Only plain files are opened, links are not. */
export async function textOf(file: string): Promise<string | null> {
  if (!existsSync(file)) return null;
  const read = await readPlainFile(file, largestFile);
  if ('refused' in read) throw new BenchmarkError(file, null, null, `${read.refused}.`);
  const text = utf8Of(read.bytes);
  if (text === null) throw new BenchmarkError(file, null, null, 'it is not UTF-8.');
  return text;
}

/** The objects of a list inside an entry, which must not be empty. */
export function entriesOf(
  file: string,
  within: string,
  value: Entry,
  field: string,
): { entry: Entry; where: string }[] {
  const list = value[field];
  if (!Array.isArray(list))
    throw new BenchmarkError(file, within, field, `a list is expected here, not ${foundAt(value, field)}.`);
  if (list.length === 0) throw new BenchmarkError(file, within, field, 'it holds no entries.');
  return list.map((entry, i) => {
    const where = `${within} ${field} [${i}]`;
    return { entry: objectAt(file, where, entry), where };
  });
}

export function stringAt(file: string, where: string, entry: Entry, field: string): string {
  const value = entry[field];
  if (typeof value !== 'string')
    throw new BenchmarkError(file, where, field, `a text is expected, not ${foundAt(entry, field)}.`);
  return value;
}

/** An id or a category: files write them as numbers or as text. */
export function idAt(file: string, where: string, entry: Entry, field: string): string {
  const value = entry[field];
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new BenchmarkError(
    file,
    where,
    field,
    `a number or a text is expected, not ${foundAt(entry, field)}.`,
  );
}

/**
 * An image file below `bench/images`. Some files name it from `bench/` (`images/1.jpg`), most from `bench/images` (`1.jpg`); both mean the
 * same. A path that leaves that folder is refused: benchmark files come from strangers.
 */
export function imageAt(file: string, where: string, entry: Entry, field = 'image'): string {
  return imageNamed(file, where, field, stringAt(file, where, entry, field));
}

/** The same for a name that was made from a field, such as a number with an ending. */
export function imageNamed(file: string, where: string, field: string, value: string): string {
  if (
    value === '' ||
    /^([\\/]|[a-z]:)/i.test(value) ||
    value.split(/[\\/]/).includes('..') ||
    value.includes('\0')
  ) {
    throw new BenchmarkError(
      file,
      where,
      field,
      `an image inside the images folder is expected, not ${JSON.stringify(value)}.`,
    );
  }
  return value.replace(/^(\.\/)?(images\/)?/, '').normalize('NFC');
}

/** `count` finite numbers. */
export function numbersAt(file: string, where: string, entry: Entry, field: string, count: number): number[] {
  const value = entry[field];
  if (!Array.isArray(value) || value.length !== count || !value.every((one) => Number.isFinite(one))) {
    throw new BenchmarkError(
      file,
      where,
      field,
      `a list of ${count} numbers is expected, not ${foundAt(entry, field)}.`,
    );
  }
  return value as number[];
}

export function positiveAt(file: string, where: string, entry: Entry, field: string): number {
  const value = entry[field];
  if (typeof value === 'number' && value > 0 && Number.isFinite(value)) return value;
  throw new BenchmarkError(file, where, field, `a number above 0 is expected, not ${foundAt(entry, field)}.`);
}

/** One text, or a list of some, none of them wrong in kind. */
export function textsAt(file: string, where: string, entry: Entry, field: string): string[] {
  const value = entry[field];
  const texts = typeof value === 'string' ? [value] : value;
  if (Array.isArray(texts) && texts.length > 0 && texts.every((one) => typeof one === 'string')) return texts;
  throw new BenchmarkError(
    file,
    where,
    field,
    `a text or a list of texts is expected, not ${foundAt(entry, field)}.`,
  );
}

/** The `answers` of a question; test splits have none, which is said. */
export function answersAt(file: string, where: string, entry: Entry): string[] {
  if (Object.hasOwn(entry, 'answers')) return textsAt(file, where, entry, 'answers');
  const problem = `answers are expected, not ${foundAt(entry, 'answers')}. Test questions have none; take the validation split.`;
  throw new BenchmarkError(file, where, 'answers', problem);
}

/** Refuses a second entry with the same id: it would be scored twice or hide the first. */
export function refuseRepeats(file: string, ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw new BenchmarkError(file, `id ${id}`, null, 'two entries have this id.');
    seen.add(id);
  }
}

/** What stands in a field; where there is none of that name, which names there are. */
export function foundAt(entry: Entry, field: string): string {
  if (Object.hasOwn(entry, field)) return kindOf(entry[field]);
  const names = Object.keys(entry);
  if (names.length === 0) return 'nothing';
  const listed = names
    .slice(0, 12)
    .map((name) => JSON.stringify(name.slice(0, 40)))
    .join(', ');
  return `nothing; it has ${listed}${names.length > 12 ? ' and more' : ''}`;
}

export function objectAt(file: string, where: string | null, value: unknown): Entry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BenchmarkError(file, where, null, `an object is expected, not ${kindOf(value)}.`);
  }
  return value as Entry;
}

export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${JSON.stringify(value)}`;
}
