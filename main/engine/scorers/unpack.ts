/**
 * Takes a benchmark out of parquet, as dataset hubs pack it: the pictures of each row into `bench/images/NAME`, its other fields as JSON lines
 * into `bench/NAME/questions.jsonl`, where a picture's field holds the name of its file. Nothing that is there is overwritten.
 */
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { EngineFailure } from '../failure.ts';
import { endingOfImage, isRasterImage } from '../formats/image-kind.ts';
import { rowsOf } from '../formats/parquet/rows.ts';
import { openSource, type SourceFile } from '../formats/sources/source-folder.ts';

export interface Unpacked {
  readonly questions: number;
  readonly images: number;
  readonly file: string;
  /** The first rows that were left out, with the reason; `leftOut` counts all. */
  readonly left: { position: string; why: string }[];
  readonly leftOut: number;
}

const mostTold = 20;
const largestPicture = 100e6;

export async function unpackBenchmark(
  from: string,
  dataset: string,
  name: string,
  split: string | null,
): Promise<Unpacked> {
  const files = ofSplit(
    (await openSource(from)).files.filter(({ kind }) => kind === 'parquet'),
    from,
    split,
  );
  const target = join(dataset, 'bench', name, 'questions.jsonl');
  const pictures = join(dataset, 'bench', 'images', name);
  for (const path of [dirname(target), pictures]) {
    if (existsSync(path))
      throw new EngineFailure(`${path} is there already.`, 'Nothing was written; move it away first.');
  }
  await mkdir(dirname(target), { recursive: true });
  const lines = createWriteStream(`${target}.part`);
  const taken = new Set<string>();
  const left: Unpacked['left'] = [];
  let [questions, images, leftOut] = [0, 0, 0];
  const leave = (position: string, why: string): void => {
    leftOut++;
    if (left.length < mostTold) left.push({ position, why });
  };
  try {
    for (const file of files) {
      for await (const row of rowsOf(file)) {
        const position = `${file.path}, ${row.position}`;
        if ('refused' in row) {
          leave(position, row.refused);
          continue;
        }
        const stem = freeStem(row.fields, taken);
        const entry: Record<string, unknown> = {};
        const found: { path: string; bytes: Uint8Array }[] = [];
        for (const [field, value] of Object.entries(row.fields)) {
          const bytes = pictureIn(value);
          if (bytes === null) {
            entry[field] = plain(value);
            continue;
          }
          const path = `${name}/${stem}_${found.length + 1}.${endingOfImage(bytes)}`;
          entry[field] = path;
          found.push({ path, bytes });
        }
        if (found.length === 0) {
          leave(position, 'it holds no picture');
          continue;
        }
        await mkdir(pictures, { recursive: true });
        for (const { path, bytes } of found)
          await writeFile(join(dirname(pictures), path), bytes, { flag: 'wx' });
        if (!lines.write(`${JSON.stringify(entry)}\n`)) await once(lines, 'drain');
        questions++;
        images += found.length;
      }
    }
  } finally {
    lines.end();
    await finished(lines);
  }
  if (questions === 0) {
    const why = left[0] ? `${left[0].position}: ${left[0].why}` : 'its files hold no rows';
    throw new EngineFailure(`No question could be taken out of ${from}. ${why}.`);
  }
  // Last: with it the benchmark is there.
  await rename(`${target}.part`, target);
  return { questions, images, file: target, left, leftOut };
}

/** `validation` of `Accounting/validation-00000-of-00001.parquet`. */
const splitOf = ({ path }: SourceFile): string => basename(path).replace(/(-\d+-of-\d+)?\.\w+$/, '');

/** Splits are never mixed. */
function ofSplit(files: readonly SourceFile[], from: string, wanted: string | null): SourceFile[] {
  const splits = [...new Set(files.map(splitOf))].sort();
  if (files.length === 0) throw new EngineFailure(`There is no parquet file in ${from}.`);
  if (wanted === null && splits.length > 1)
    throw new EngineFailure(`${from} holds several splits: ${splits.join(', ')}.`, 'Say which one is meant.');
  const chosen = files.filter((file) => wanted === null || splitOf(file) === wanted);
  if (chosen.length === 0)
    throw new EngineFailure(`${from} has no split "${wanted}".`, `There are: ${splits.join(', ')}.`);
  return chosen.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** A name for a row's files, after its id where it has one. */
function freeStem(fields: Readonly<Record<string, unknown>>, taken: Set<string>): string {
  const id = ['id', 'question_id', 'questionId'].map((field) => fields[field]).find((value) => value != null);
  const base = String(id ?? 'row')
    .replace(/[^\w-]+/g, '_')
    .slice(0, 100);
  let stem = base;
  for (let number = 2; taken.has(stem); number++) stem = `${base}-${number}`;
  taken.add(stem);
  return stem;
}

/** The bytes of a picture, alone or as `{ bytes, path }`; null for anything else. */
function pictureIn(value: unknown): Uint8Array | null {
  const bytes = value instanceof Uint8Array ? value : (value as { bytes?: unknown } | null)?.bytes;
  if (!(bytes instanceof Uint8Array) || bytes.length > largestPicture) return null;
  return isRasterImage(bytes) ? bytes : null;
}

/** As JSON can hold it. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
