/**
 * The rows of a VLMEvalKit TSV: `index, image (base64), image_path, question, hint, A-Z, answer, category, l2-category, split`. As in its own
 * reader, a short `image` is the index of the row whose image is meant.
 */
import type { Refused } from '../plain-file.ts';
import type { RefusedItem, SourceRecord } from '../sources/reader.ts';
import type { SourceFile } from '../sources/source-folder.ts';
import { headerOf, recordsOfTable } from '../sources/tables.ts';

export interface TableRow {
  readonly record: SourceRecord;
  readonly fields: Readonly<Record<string, string | undefined>>;
  /** What pandas, with which its own reader opens tables, takes for a value that is not there is none. */
  readonly picture: TablePicture | Refused;
  /** By letter. */
  readonly options: Readonly<Record<string, string>>;
}

export type TablePicture =
  /** Decoded by whoever needs it. */
  | { readonly base64: string }
  | { readonly path: string }
  /** The name of the row that brought it. */
  | { readonly earlier: string }
  | null;

const longestIndex = 64;
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** `pandas.read_csv`: texts that mean that there is none. "None" and "N/A" are options of some benchmarks, and upstream loses them. */
const absent = new Set(
  ' #N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null'
    .trim()
    .split('|'),
);

export const isThere = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && !absent.has(value);

/** Whether a table has the columns. */
export async function isVlmEvalKit(file: SourceFile): Promise<boolean> {
  const columns = await headerOf(file);
  const shows = columns.includes('image') || columns.includes('image_path');
  return columns.includes('index') && columns.includes('question') && shows;
}

export async function* rowsOfTable(file: SourceFile): AsyncGenerator<TableRow | RefusedItem> {
  const byIndex = new Map<string, string>();
  for await (const record of recordsOfTable(file)) {
    if ('refused' in record) {
      yield record;
      continue;
    }
    const fields = record.fields as TableRow['fields'];
    const picture = pictureOf(fields, byIndex);
    if (picture !== null && 'base64' in picture && fields.index) byIndex.set(fields.index, record.name);
    const options: Record<string, string> = {};
    for (const letter of letters) if (isThere(fields[letter])) options[letter] = fields[letter];
    yield { record, fields, picture, options };
  }
}

function pictureOf(
  { image = '', image_path: path = '' }: TableRow['fields'],
  byIndex: ReadonlyMap<string, string>,
): TableRow['picture'] {
  if (image === '') return path === '' ? null : { path };
  if (image.length <= longestIndex) {
    const earlier = byIndex.get(image);
    return earlier ? { earlier } : { refused: 'its image is that of a row that does not stand before it' };
  }
  if (image.startsWith('[')) return { refused: 'it names several images; one image a conversation is read' };
  return /^[A-Za-z0-9+/=\s]+$/.test(image) ? { base64: image } : { refused: 'its image is not base64' };
}
