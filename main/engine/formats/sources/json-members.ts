/** The entries of the lists that a JSON object holds directly (`{"images": [...], "annotations": [...]}`), without holding the file in memory. */
import type { ListItem } from '../json-list.ts';
import { utf8Of } from '../plain-file.ts';

export type MemberItem = ListItem & { readonly member?: string };

const longestRecord = 16e6;
const [quote, backslash, comma, openList, openObject, closeList, closeObject] = [...Buffer.from('"\\,[{]}')];

/** Only lists named in `members`, where it is given; other entries are passed over unread. */
export async function* readJsonMembers(
  chunks: AsyncIterable<Buffer>,
  members: readonly string[] | null,
): AsyncGenerator<MemberItem> {
  let pending: Buffer = Buffer.alloc(0);
  let at = 0;
  let depth = 0;
  let inText = false;
  /** Where the text or the entry begins that may have to be read; -1 while none does. */
  let start = -1;
  let key: string | null = null;
  let list: { name: string; count: number } | null = null;
  let ended = false;

  for await (const chunk of chunks) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (; at < pending.length; at++) {
      const byte = pending[at] as number;
      if (inText) {
        // What a backslash escapes may stand in the next chunk.
        if (byte === backslash) at++;
        else if (byte === quote) {
          inText = false;
          if (depth === 1 && start !== -1) {
            // Of `"key": "value"` the last text stands here, and a list follows only a key.
            key = textOf(pending.subarray(start, at));
            start = -1;
          }
        }
      } else if (byte === quote) {
        inText = true;
        if (depth === 1) start = at + 1;
      } else if (byte === openList || byte === openObject) {
        depth++;
        if (depth === 2 && byte === openList && key !== null) {
          if (members === null || members.includes(key)) list = { name: key, count: 0 };
          start = list ? at + 1 : -1;
        }
      } else if (byte === comma && depth === 2 && list) {
        yield parsed(pending.subarray(start, at), list);
        start = at + 1;
      } else if (byte === closeList || byte === closeObject) {
        if (depth === 2 && list) {
          const record = pending.subarray(start, at);
          if (record.toString('latin1').trim() !== '') yield parsed(record, list);
          list = null;
          start = -1;
        }
        depth--;
        if (depth === 0) ended = true;
      }
    }
    const used = start === -1 ? Math.min(at, pending.length) : start;
    pending = pending.subarray(used);
    at -= used;
    if (start !== -1) start = 0;
    if (pending.length > longestRecord) {
      const position = list ? `${list.name}, record ${list.count + 1}` : 'file';
      return yield { position, refused: 'it is longer than 16 MB; the file was not read further' };
    }
  }
  if (!ended) {
    const position = list ? `${list.name}, record ${list.count + 1}` : 'file';
    yield { position, refused: 'the file breaks off here; what stood before was kept' };
  }
}

function textOf(bytes: Buffer): string | null {
  const text = utf8Of(bytes);
  return text === null || text.includes('\\') ? null : text;
}

function parsed(record: Buffer, list: { name: string; count: number }): MemberItem {
  list.count++;
  const position = `${list.name}, record ${list.count}`;
  const text = utf8Of(record);
  if (text === null) return { position, member: list.name, refused: 'it is not UTF-8' };
  try {
    return { position, member: list.name, value: JSON.parse(text) };
  } catch {
    return { position, member: list.name, refused: 'it is not JSON' };
  }
}
