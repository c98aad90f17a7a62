/** The records of annotations and detections, file by file and one after the other (object-truth.ts). */
import { idOf, isMembers, type Listed, type Members, type Refuse } from './annotation-file.ts';
import { jsonRecordsOf } from './json-file.ts';
import type { Refused } from './plain-file.ts';

export interface Frame {
  readonly images: readonly Listed[];
  readonly categories: readonly Listed[];
  /** Of every image that the file names. */
  readonly ids: ReadonlySet<string>;
  /** A category's supercategory, by its name. */
  readonly groups: ReadonlyMap<string, string>;
  readonly isAnnotated: boolean;
}

export const noObject: Refused = { refused: 'it is not an object' };

/** Images and categories; annotations, which may stand before either, are passed over. */
export async function frameOf(file: string, refuse: Refuse): Promise<Frame | Refused> {
  const read: Record<'images' | 'categories', Listed[]> = { images: [], categories: [] };
  const passed: string[] = [];
  for await (const record of jsonRecordsOf(file, { lists: ['images', 'categories'], members: [] })) {
    if ('refused' in record) return { refused: `${record.position}: ${record.refused}` };
    if ('passed' in record) passed.push(record.passed);
    if (!('list' in record)) continue;
    if (record.list !== 'images' && record.list !== 'categories')
      return { refused: 'an object with `images` and `categories` is expected, not a list' };
    const position = `${record.list === 'images' ? 'image' : 'category'} ${record.index + 1}`;
    if (isMembers(record.value)) read[record.list].push({ position, value: record.value });
    else refuse(position, noObject.refused);
  }
  const { images, categories } = read;
  for (const name of ['images', 'categories'] as const) {
    if (read[name].length > 0) continue;
    const there = Object.keys(read).filter((other) => read[other as typeof name].length > 0);
    return { refused: `it has no list \`${name}\` with entries; it has ${namesIn([...there, ...passed])}` };
  }
  const groups = new Map(
    categories.flatMap(({ value: { name, supercategory } }): [string, string][] =>
      typeof name === 'string' && typeof supercategory === 'string'
        ? [[name.toLowerCase(), supercategory]]
        : [],
    ),
  );
  const ids = new Set(images.flatMap(({ value }) => idOf(value.id) ?? []));
  return { images, categories, ids, groups, isAnnotated: passed.includes('annotations') };
}

/** `value` null: it is no object. `broken`: the file cannot be read on. */
export type MarkedRecord =
  | { readonly position: string; readonly value: Members | null }
  | { readonly broken: string };

export async function* annotationsIn(file: string): AsyncGenerator<MarkedRecord> {
  for await (const record of jsonRecordsOf(file, { lists: ['annotations'], members: [] })) {
    if ('refused' in record) return yield { broken: `${record.position}: ${record.refused}` };
    if ('list' in record) yield marked('annotation', record.index, record.value);
    else if ('passed' in record && record.passed === 'annotations')
      return yield { broken: 'its `annotations` are no list' };
  }
}

export async function* detectionsIn(file: string): AsyncGenerator<MarkedRecord> {
  for await (const record of jsonRecordsOf(file, { lists: [], members: [] })) {
    if ('refused' in record) return yield { broken: `${record.position}: ${record.refused}` };
    if (!('list' in record)) return yield { broken: 'a list of detections is expected, not an object' };
    yield marked('detection', record.index, record.value);
  }
}

const marked = (what: string, index: number, value: unknown): MarkedRecord => ({
  position: `${what} ${index + 1}`,
  value: isMembers(value) ? value : null,
});

/** For people: what a record or a file has instead. */
export const namesIn = (names: readonly string[]): string =>
  names.length === 0
    ? 'nothing'
    : names
        .slice(0, 12)
        .map((name) => JSON.stringify(name.slice(0, 40)))
        .join(', ');
