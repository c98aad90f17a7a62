/** Benchmark files read entry by entry: annotations of a gigabyte never stand in memory as a whole. */
import { createReadStream, existsSync } from 'node:fs';
import { type JsonRecord, readJsonRecords, type WantedRecords } from '../formats/json-records.ts';
import { openPlainFile, utf8Of } from '../formats/plain-file.ts';
import { BenchmarkError } from './benchmark.ts';
import { type Entry, foundAt, objectAt } from './read-entries.ts';

/** Larger than any benchmark's file. */
const largestFile = 1e11;
const longestLine = 16e6;

export type OnEntry = (entry: Entry, where: string) => void;

/**
 * Reads a file `{"<list>": [entry, ...], ...}` and hands over each entry of the named lists in order of the file. A list that is missing or
 * empty is an error. Gives back the members named in `members`, or null when there is no such file.
 */
export async function readLists(
  file: string,
  lists: Readonly<Record<string, OnEntry>>,
  members: readonly string[] = [],
): Promise<Entry | null> {
  const found: Record<string, unknown> = {};
  const counts = new Map<string, number>();
  const isThere = await eachRecord(file, { lists: Object.keys(lists), members }, (record) => {
    if ('passed' in record) found[record.passed] = undefined;
    else if ('member' in record) found[record.member] = record.value;
    else if (record.list === null)
      throw new BenchmarkError(file, null, null, 'an object is expected, not a list.');
    else {
      counts.set(record.list, record.index + 1);
      const where = `${record.list} [${record.index}]`;
      lists[record.list]?.(objectAt(file, where, record.value), where);
    }
  });
  if (!isThere) return null;
  for (const list of Object.keys(lists)) {
    if (counts.has(list)) continue;
    const names = Object.fromEntries([...counts.keys(), ...Object.keys(found)].map((name) => [name, null]));
    const problem = Object.hasOwn(found, list) ? 'a list is expected here.' : null;
    throw new BenchmarkError(
      file,
      null,
      list,
      problem ?? `a list that is not empty is expected, not ${foundAt(names, list)}.`,
    );
  }
  return found;
}

/** Reads a file `[entry, ...]`. False when there is no such file; an empty list is an error. */
export async function readList(file: string, onEntry: OnEntry): Promise<boolean> {
  let count = 0;
  const isThere = await eachRecord(file, { lists: [], members: [] }, (record) => {
    if (!('list' in record)) throw new BenchmarkError(file, null, null, 'a list is expected, not an object.');
    count++;
    const where = `entry ${record.index + 1}`;
    onEntry(objectAt(file, where, record.value), where);
  });
  if (isThere && count === 0) throw new BenchmarkError(file, null, null, 'it holds no entries.');
  return isThere;
}

/** Reads a file `{"<id>": entry, ...}`. False when there is no such file; an empty object is an error. */
export async function readMembers(
  file: string,
  onMember: (id: string, entry: Entry, where: string) => void,
): Promise<boolean> {
  let count = 0;
  const isThere = await eachRecord(file, { lists: [], members: 'all' }, (record) => {
    if (!('member' in record)) {
      throw new BenchmarkError(file, null, null, 'an object of entries by their id is expected, not a list.');
    }
    count++;
    const where = `entry "${record.member}"`;
    onMember(record.member, objectAt(file, where, record.value), where);
  });
  if (isThere && count === 0) throw new BenchmarkError(file, null, null, 'it holds no entries.');
  return isThere;
}

/** Reads one object a line; empty lines are passed over. False when there is no such file; a file without entries is an error. */
export async function readLines(file: string, onEntry: OnEntry): Promise<boolean> {
  if (!existsSync(file)) return false;
  let number = 0;
  let count = 0;
  const line = (bytes: Buffer): void => {
    const where = `line ${++number}`;
    const text = utf8Of(bytes);
    if (text === null) throw new BenchmarkError(file, where, null, 'it is not UTF-8.');
    if (text.trim() === '') return;
    count++;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw new BenchmarkError(file, where, null, `it is not JSON (${(error as Error).message}).`);
    }
    onEntry(objectAt(file, where, value), where);
  };
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(file)) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    let from = 0;
    for (let end = pending.indexOf(10, from); end !== -1; end = pending.indexOf(10, from)) {
      line(pending.subarray(from, end));
      from = end + 1;
    }
    pending = pending.subarray(from);
    if (pending.length > longestLine)
      throw new BenchmarkError(file, `line ${number + 1}`, null, 'it is longer than 16 MB.');
  }
  if (pending.length > 0) line(pending);
  if (count === 0) throw new BenchmarkError(file, null, null, 'it holds no entries.');
  return true;
}

type Read = Exclude<JsonRecord, { refused: string }>;

async function eachRecord(
  file: string,
  wanted: WantedRecords,
  onRecord: (record: Read) => void,
): Promise<boolean> {
  if (!existsSync(file)) return false;
  for await (const record of readJsonRecords(chunksOf(file), wanted)) {
    if ('refused' in record) throw new BenchmarkError(file, record.position, null, `${record.refused}.`);
    onRecord(record);
  }
  return true;
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  const opened = openPlainFile(file, largestFile);
  if ('refused' in opened) throw new BenchmarkError(file, null, null, `${opened.refused}.`);
  const stream = createReadStream(file, { fd: opened.descriptor, highWaterMark: 2 ** 20 });
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BenchmarkError(file, null, null, `it cannot be read further (${code ?? error}).`);
  } finally {
    stream.destroy();
  }
}
