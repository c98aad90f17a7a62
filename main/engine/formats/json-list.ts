/**
 * The records of a JSON list, one after the other, without holding the file in memory: a list may be larger than a text can be.
 * A record that is not JSON is refused alone; a file that breaks off gives what stood before the break.
 */
import { utf8Of } from './plain-file.ts';

export type ListItem =
  | { readonly position: string; readonly value: unknown }
  | { readonly position: string; readonly refused: string };

const longestRecord = 16e6;

const code = (character: string): number => character.charCodeAt(0);
const quote = code('"');
const backslash = code('\\');
const comma = code(',');
const openList = code('[');
const openObject = code('{');
const closeList = code(']');
const closeObject = code('}');
/** It may stand before the list; its bytes begin nothing else. */
const byteOrderMark = [0xef, 0xbb, 0xbf];

export async function* readJsonList(chunks: AsyncIterable<Buffer>): AsyncGenerator<ListItem> {
  let pending: Buffer = Buffer.alloc(0);
  let place: 'before' | 'inside' | 'after' = 'before';
  let count = 0;
  // Where the scan stands in `pending`, which begins with the record that is being read.
  let at = 0;
  let depth = 0;
  let inText = false;

  for await (const chunk of chunks) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    if (place === 'before') {
      const start = pending.findIndex((byte) => !isSpace(byte) && !byteOrderMark.includes(byte));
      if (start === -1) {
        pending = Buffer.alloc(0);
        continue;
      }
      if (pending[start] !== openList) return yield { position: 'file', refused: 'it is not a JSON list' };
      pending = pending.subarray(start + 1);
      place = 'inside';
    }
    for (; place === 'inside' && at < pending.length; at++) {
      const byte = pending[at] as number;
      if (inText) {
        // What a backslash escapes may stand in the next chunk.
        if (byte === backslash) at++;
        else if (byte === quote) inText = false;
      } else if (byte === quote) inText = true;
      else if (depth === 0 && (byte === comma || byte === closeList)) {
        const record = pending.subarray(0, at);
        // Nothing stands between the brackets of an empty list, or after a last comma.
        if (byte === comma || !isBlank(record)) yield parsed(record, ++count);
        if (byte === closeList) place = 'after';
        pending = pending.subarray(at + 1);
        at = -1;
      } else if (byte === openList || byte === openObject) depth++;
      else if ((byte === closeList || byte === closeObject) && depth > 0) depth--;
    }
    if (place === 'after') {
      if (!isBlank(pending)) return yield { position: 'end', refused: 'something follows the list' };
      pending = Buffer.alloc(0);
      at = 0;
    } else if (pending.length > longestRecord) {
      const position = `record ${count + 1}`;
      return yield { position, refused: 'it is longer than 16 MB; the file was not read further' };
    }
  }
  if (place === 'before') yield { position: 'file', refused: 'it is not a JSON list' };
  if (place === 'inside') {
    yield {
      position: `record ${count + 1}`,
      refused: 'the file breaks off here; what stood before was kept',
    };
  }
}

function parsed(record: Buffer, number: number): ListItem {
  const position = `record ${number}`;
  const text = utf8Of(record);
  if (text === null) return { position, refused: 'it is not UTF-8' };
  try {
    return { position, value: JSON.parse(text) };
  } catch {
    return { position, refused: 'it is not JSON' };
  }
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const isBlank = (bytes: Buffer): boolean => bytes.every(isSpace);
