/** The samples of a tar shard: members of one name but for their endings, streamed, so that a shard of any size needs the memory of one sample. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { isImageFile } from '../image-name.ts';
import { openPlainFile, utf8Of } from '../plain-file.ts';
import { isPickleName, pickleRefused } from '../sources/pickles.ts';
import type { RecordItem } from '../sources/reader.ts';
import { stemmed } from '../sources/record-files.ts';
import type { SourceFile } from '../sources/source-folder.ts';
import { isObject } from '../sources/values.ts';
import { longestText } from '../text.ts';

const largestPicture = 64e6;
const largestSample = 128e6;
const largestJson = 16e6;
/** A shard is a gigabyte as a rule; an archive of a few megabytes can unpack to thousands of them. */
const mostUnpacked = 100e9;
const mostMembers = 5_000_000;
const slack = 32e6;

export async function* samplesOf({ file, path, kind }: SourceFile): AsyncGenerator<RecordItem> {
  const refusal = (position: string, refused: string): RecordItem => ({ file, position, refused });
  const opened = openPlainFile(file, mostUnpacked);
  if ('refused' in opened) return yield refusal('file', opened.refused);
  const chunks = createReadStream(file, { fd: opened.descriptor, highWaterMark: 2 ** 20 });
  const tar = extract();
  const fed = { bytes: 0, allowed: slack };
  const passes = (unpackedChunks: AsyncIterable<Buffer>) => bounded(unpackedChunks, fed);
  // What goes wrong on the way arrives where the members are read.
  if (kind === 'tar.gz') pipeline(chunks, createGunzip(), passes, tar, () => {});
  else pipeline(chunks, passes, tar, () => {});

  const stem = stemmed(path.replace(/\.gz$/i, ''));
  const known = new Set<string>();
  const passedOver = new Map<string, number>();
  let sample = null as { key: string; fields: Record<string, unknown>; bytes: number } | null;
  let unpacked = 0;
  let members = 0;

  function ended(): RecordItem[] {
    const whole = sample;
    sample = null;
    if (whole === null || Object.keys(whole.fields).length === 0) return [];
    const { key, fields } = whole;
    const position = `sample ${JSON.stringify(key)}`;
    if (known.has(key)) return [refusal(position, 'an earlier sample has the same key')];
    known.add(key);
    return [{ file, position, name: `${stem}/${key}`, fields: { __key__: key, ...fields } }];
  }

  try {
    for await (const entry of tar) {
      const { header } = entry;
      fed.allowed = fed.bytes + header.size + slack;
      unpacked += header.size;
      members++;
      if (unpacked > mostUnpacked || members > mostMembers) {
        yield* ended();
        return yield refusal(
          'end',
          'it unpacks to more than 100 GB or five million members; it was not read further',
        );
      }
      const place = `member ${JSON.stringify(header.name.slice(0, 200))}`;
      const fault = faultOf(header);
      if (fault) yield refusal(place, fault);
      if (fault || header.type === 'directory') {
        entry.resume();
        continue;
      }
      const { key, ending } = split(header.name);
      if (sample?.key !== key) {
        yield* ended();
        sample = { key, fields: {}, bytes: 0 };
      }
      const most = mostBytes(ending);
      if (most === null) {
        passedOver.set(ending, (passedOver.get(ending) ?? 0) + 1);
        entry.resume();
        continue;
      }
      sample.bytes += header.size;
      if (header.size > most || sample.bytes > largestSample) {
        yield refusal(place, `it is larger than ${most / 1e6} MB`);
        entry.resume();
        continue;
      }
      const refused = took(sample.fields, ending, await bytesOf(entry));
      if (refused) yield refusal(place, refused);
    }
    yield* ended();
  } catch {
    yield* ended();
    yield refusal('end', 'the archive breaks off or is damaged here; what stood before was kept');
  } finally {
    chunks.destroy();
    tar.destroy();
  }
  for (const [ending, count] of passedOver)
    yield refusal(`${count} members`, `members ending in .${ending} were not opened`);
}

/** Headers are gathered in memory, however long they say they are: between two members no more than `slack` bytes may pass. */
async function* bounded(
  chunks: AsyncIterable<Buffer>,
  fed: { bytes: number; readonly allowed: number },
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    fed.bytes += chunk.length;
    if (fed.bytes > fed.allowed) throw new RangeError('a header of the archive is too long');
    yield chunk;
  }
}

/** As in the `webdataset` library: up to the first dot of the file's own name. */
export function split(name: string): { key: string; ending: string } {
  const path = name.replace(/^(\.\/)+/, '');
  const dot = path.indexOf('.', path.lastIndexOf('/') + 1);
  return dot === -1
    ? { key: path, ending: '' }
    : { key: path.slice(0, dot), ending: path.slice(dot + 1).toLowerCase() };
}

/** Nothing is ever unpacked to the path that a member names; one that leads elsewhere is no honest sample all the same. */
function faultOf({ name, type }: Header): string | null {
  if (type === 'symlink' || type === 'link') return 'it is a link in an archive; links are not followed';
  if (type !== 'file' && type !== 'contiguous-file' && type !== 'directory') return 'it is not a plain file';
  if (/^([\\/]|[a-z]:)/i.test(name)) return 'its path in the archive is absolute';
  if (name.split(/[\\/]/).includes('..')) return 'its path leads out of the archive';
  if (/[\p{Cc}\ufffd]/u.test(name) || name.length > 4096)
    return 'its name holds control characters, what is not UTF-8, or more than 4,096 characters';
  return isPickleName(name) ? pickleRefused : null;
}

/** What is read of a member of this ending; null where it is none of ours. */
function mostBytes(ending: string): number | null {
  if (isImageFile(`.${ending}`)) return largestPicture;
  const kind = ending.slice(ending.lastIndexOf('.') + 1);
  if (kind === 'json') return largestJson;
  // A character takes at most four bytes.
  return ['txt', 'text', 'caption'].includes(kind) ? 4 * longestText : null;
}

/** Puts a member into its sample; says why where it cannot. */
function took(fields: Record<string, unknown>, ending: string, bytes: Buffer): string | null {
  if (isImageFile(`.${ending}`)) {
    fields.image = fields.image instanceof Uint8Array ? [fields.image, bytes] : (fields.image ?? bytes);
    return null;
  }
  const text = utf8Of(bytes);
  if (text === null) return 'it is not UTF-8';
  if (!ending.endsWith('json')) {
    fields[ending] = text;
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return 'it is not an object';
    const { image } = fields;
    // The picture itself goes before a path of that name.
    Object.assign(fields, value, image === undefined ? {} : { image });
    return null;
  } catch {
    return 'it is not JSON';
  }
}

async function bytesOf(entry: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
