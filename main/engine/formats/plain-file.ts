/** Opens only plain files and reads no more than a limit: a pipe would never end, a device or a link may lead anywhere. */
import { closeSync, constants, fstatSync, openSync, read, readSync } from 'node:fs';
import { promisify } from 'node:util';

export type Refused = { readonly refused: string };
export type PlainFile = { readonly descriptor: number; readonly size: number };

// The path has been resolved before; a link that stands there now was put there since.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The caller closes the descriptor. */
export function openPlainFile(file: string, limit: number): PlainFile | Refused {
  let descriptor: number;
  try {
    descriptor = openSync(file, flags);
  } catch (error) {
    return { refused: `it cannot be opened (${(error as NodeJS.ErrnoException).code})` };
  }
  const stats = fstatSync(descriptor);
  const refused = !stats.isFile()
    ? 'it is not a plain file'
    : stats.size > limit
      ? `it is larger than ${sizeInWords(limit)}`
      : null;
  if (refused === null) return { descriptor, size: stats.size };
  closeSync(descriptor);
  return { refused };
}

/** Small files are read in place: the way through the thread pool costs several times what the reading does. */
const small = 256 * 1024;
const readInPool = promisify(read);

export async function readPlainFile(file: string, limit: number): Promise<{ bytes: Buffer } | Refused> {
  const opened = openPlainFile(file, limit);
  if ('refused' in opened) return opened;
  const { descriptor, size } = opened;
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  try {
    while (filled < size) {
      const got =
        size <= small
          ? readSync(descriptor, bytes, filled, size - filled, null)
          : (await readInPool(descriptor, bytes, filled, size - filled, null)).bytesRead;
      if (got === 0) break;
      filled += got;
    }
  } catch (error) {
    return { refused: `it cannot be read (${(error as NodeJS.ErrnoException).code})` };
  } finally {
    closeSync(descriptor);
  }
  return { bytes: bytes.subarray(0, filled) };
}

/** Null when the bytes are not UTF-8; a byte order mark is dropped. */
export function utf8Of(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const sizeInWords = (bytes: number): string =>
  bytes >= 1e9 ? `${bytes / 1e9} GB` : bytes >= 1e6 ? `${bytes / 1e6} MB` : `${bytes / 1e3} kB`;
