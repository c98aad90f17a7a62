/**
 * The records of a JSON file, one after the other, without holding the file in memory: the elements of a list, of lists that are members
 * of an object (`{"info": ..., "annotations": [...]}`), or the members of an object (`{"question id": {...}}`).
 */
import { utf8Of } from './plain-file.ts';

export type JsonRecord =
  /** `list` null: an element of the file's own list; else of that member. */
  | { readonly list: string | null; readonly index: number; readonly value: unknown }
  /** A member that is not one of the lists asked for. */
  | { readonly member: string; readonly value: unknown }
  /** A member that nobody asked for; it was passed over unread. */
  | { readonly passed: string }
  | { readonly position: string; readonly refused: string };

export interface WantedRecords {
  /** Members whose lists are read element by element. */
  readonly lists: readonly string[];
  /** Other members that are read whole, each no longer than a record may be; what is not named is passed over. */
  readonly members: 'all' | readonly string[];
}

const longestRecord = 16e6;
const longestName = 1e6;

const code = (character: string): number => character.charCodeAt(0);
const quote = code('"');
const backslash = code('\\');
const comma = code(',');
const colon = code(':');
const openList = code('[');
const closeList = code(']');
const openObject = code('{');
const closeObject = code('}');
/** It may stand before the value; its bytes begin nothing else. */
const byteOrderMark = [0xef, 0xbb, 0xbf];

export async function* readJsonRecords(
  chunks: AsyncIterable<Buffer>,
  { lists, members }: WantedRecords,
): AsyncGenerator<JsonRecord> {
  let pending: Buffer = Buffer.alloc(0);
  let place: 'start' | 'name' | 'colon' | 'value' | 'member' | 'element' | 'after' = 'start';
  let list: string | null = null;
  let isTopList = false;
  let name = '';
  let index = 0;
  // Where the scan of a value stands in `pending`, which begins with that value.
  let at = 0;
  let depth = 0;
  let inText = false;

  const positionOf = (): string =>
    place === 'element'
      ? `${list ?? 'record'} ${index + 1}`
      : place === 'member'
        ? `member "${name}"`
        : 'file';

  // A function of its own: the compiler does not see that the place moves on inside the loop.
  const isOver = (): boolean => place === 'after';
  const isWanted = (): boolean => members === 'all' || members.includes(name);

  /** The place of the byte that ends the value, or -1 where more must be read. */
  const scan = (): number => {
    for (; at < pending.length; at++) {
      const byte = pending[at] as number;
      if (inText) {
        // What a backslash escapes may stand in the next chunk.
        if (byte === backslash) at++;
        else if (byte === quote) inText = false;
      } else if (byte === quote) inText = true;
      else if (byte === openList || byte === openObject) depth++;
      else if (byte === closeList || byte === closeObject) {
        if (depth === 0) return at;
        depth--;
      } else if (byte === comma && depth === 0) return at;
    }
    return -1;
  };
  const take = (end: number): Buffer => {
    const taken = pending.subarray(0, end);
    pending = pending.subarray(end + 1);
    at = 0;
    return taken;
  };

  for await (const chunk of chunks) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      if (place === 'element' || place === 'member') {
        const end = scan();
        if (end === -1) {
          if (place === 'member' && !isWanted()) {
            // at may point one byte into the next chunk
            at -= pending.length;
            pending = Buffer.alloc(0);
          } else if (pending.length > longestRecord)
            return yield { position: positionOf(), refused: 'it is longer than 16 MB' };
          break;
        }
        const closes = pending[end] as number;
        const position = positionOf();
        const record = take(end);
        if (place === 'element') {
          if (closes === closeObject) return yield { position, refused: 'a bracket does not fit' };
          // Nothing stands between the brackets of an empty list, or after a last comma.
          if (closes === comma || !isBlank(record)) {
            const read = parsed(record);
            if ('refused' in read) return yield { position, refused: read.refused };
            yield { list, index, value: read.value };
            index++;
          }
          if (closes === closeList) place = isTopList ? 'after' : 'name';
          continue;
        }
        if (closes === closeList) return yield { position, refused: 'a bracket does not fit' };
        if (isWanted()) {
          const read = parsed(record);
          if ('refused' in read) return yield { position, refused: read.refused };
          yield { member: name, value: read.value };
        } else yield { passed: name };
        place = closes === comma ? 'name' : 'after';
        continue;
      }

      const start = pending.findIndex(
        (byte) => !isSpace(byte) && !(place === 'start' && byteOrderMark.includes(byte)),
      );
      if (start === -1) {
        pending = Buffer.alloc(0);
        break;
      }
      if (start > 0) pending = pending.subarray(start);
      const first = pending[0] as number;
      if (place === 'after') return yield { position: 'end', refused: 'something follows the JSON value' };
      if (place === 'start') {
        if (first !== openList && first !== openObject)
          return yield { position: 'file', refused: 'it is neither a JSON list nor a JSON object' };
        isTopList = first === openList;
        place = isTopList ? 'element' : 'name';
        take(0);
      } else if (place === 'name') {
        // After a member there may be a comma, when the member was a list that was read element by element.
        if (first === comma) take(0);
        else if (first === closeObject) {
          take(0);
          place = 'after';
        } else if (first !== quote) return yield { position: 'file', refused: 'a name in quotes is missing' };
        else {
          const end = endOfText(pending);
          if (end === -1) {
            if (pending.length > longestName)
              return yield { position: 'file', refused: 'a name is longer than 1 MB' };
            break;
          }
          const read = parsed(pending.subarray(0, end + 1));
          if ('refused' in read) return yield { position: 'file', refused: read.refused };
          name = String(read.value);
          take(end);
          place = 'colon';
        }
      } else if (place === 'colon') {
        if (first !== colon) return yield { position: `member "${name}"`, refused: 'a colon is missing' };
        take(0);
        place = 'value';
      } else if (first === openList && lists.includes(name)) {
        take(0);
        list = name;
        index = 0;
        place = 'element';
      } else place = 'member';
    }
  }
  if (place === 'start') yield { position: 'file', refused: 'it is empty' };
  else if (!isOver()) yield { position: positionOf(), refused: 'the file breaks off here' };
}

/** Of a text that begins the buffer. */
function endOfText(bytes: Buffer): number {
  for (let at = 1; at < bytes.length; at++) {
    if (bytes[at] === backslash) at++;
    else if (bytes[at] === quote) return at;
  }
  return -1;
}

function parsed(record: Buffer): { value: unknown } | { refused: string } {
  const text = utf8Of(record);
  if (text === null) return { refused: 'it is not UTF-8' };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { refused: `it is not JSON (${(error as Error).message})` };
  }
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const isBlank = (bytes: Buffer): boolean => bytes.every(isSpace);
