/** What a file is by its first bytes, whatever its name says. Nothing but these bytes is read, and nothing is run. */
import { closeSync, readSync } from 'node:fs';
import { extname } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { openPlainFile } from '../plain-file.ts';
import { isPickleName } from './pickles.ts';

export type FileKind =
  | 'parquet'
  | 'tar'
  | 'tar.gz'
  | 'zip'
  | 'pickle'
  | 'json-list'
  | 'json-object'
  | 'json-lines'
  | 'table'
  | 'other';

const firstBytes = 64 * 1024;

export function kindOf(file: string): FileKind {
  const ending = extname(file).toLowerCase();
  if (isPickleName(file)) return 'pickle';
  const start = startOf(file);
  if (start === null || start.length === 0) return 'other';
  const magic = start.toString('latin1', 0, 4);
  if (magic === 'PAR1') return 'parquet';
  if (magic.startsWith('PK\x03\x04') || magic.startsWith('PK\x05\x06')) return 'zip';
  if (isPickle(start)) return 'pickle';
  if (isTar(start)) return 'tar';
  if (magic.startsWith('\x1f\x8b')) return isTar(unpacked(start)) ? 'tar.gz' : 'other';
  return kindOfText(start.toString('utf8'), ending);
}

function kindOfText(text: string, ending: string): FileKind {
  const trimmed = text.replace(/^\ufeff?\s*/, '');
  if (trimmed.startsWith('[')) return 'json-list';
  if (trimmed.startsWith('{')) {
    const end = trimmed.indexOf('\n');
    const first = end === -1 ? trimmed : trimmed.slice(0, end);
    const isLines = ending === '.jsonl' || ending === '.ndjson' || (end !== -1 && isJson(first));
    return isLines ? 'json-lines' : 'json-object';
  }
  return (ending === '.csv' || ending === '.tsv') && /[,\t;]/.test(trimmed.split('\n')[0] ?? '')
    ? 'table'
    : 'other';
}

function startOf(file: string): Buffer | null {
  const opened = openPlainFile(file, Number.MAX_SAFE_INTEGER);
  if ('refused' in opened) return null;
  try {
    const bytes = Buffer.alloc(Math.min(firstBytes, opened.size));
    return bytes.subarray(0, readSync(opened.descriptor, bytes, 0, bytes.length, 0));
  } catch {
    return null;
  } finally {
    closeSync(opened.descriptor);
  }
}

/** Protocols 2 to 5 begin with their number. */
const isPickle = (start: Buffer): boolean =>
  start[0] === 0x80 && (start[1] as number) >= 2 && (start[1] as number) <= 5;

/** By the checksum of the first header: the magic word is missing in the oldest kind. */
function isTar(start: Buffer): boolean {
  if (start.length < 512 || start[0] === 0) return false;
  let sum = 8 * 32;
  for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += start[at] as number;
  return Number.parseInt(start.toString('latin1', 148, 156), 8) === sum;
}

function unpacked(start: Buffer): Buffer {
  try {
    return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 16e6 });
  } catch {
    return Buffer.alloc(0);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
