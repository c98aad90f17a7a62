/** One parquet file, opened for reading pieces: what its header claims is checked before it is believed. */
import { closeSync, readSync } from 'node:fs';
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetSchema } from 'hyparquet';
import { openPlainFile, type Refused } from '../plain-file.ts';

export interface ParquetFile {
  readonly buffer: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly columns: readonly string[];
  readonly rows: number;
  close(): void;
}

const largestFile = 1e12;
const largestHeader = 256e6;

export async function openParquet(file: string): Promise<ParquetFile | Refused> {
  const opened = openPlainFile(file, largestFile);
  if ('refused' in opened) return opened;
  const { descriptor, size } = opened;
  const close = (): void => closeSync(descriptor);
  const buffer: AsyncBuffer = {
    byteLength: size,
    slice: (start, end = size) => piece(descriptor, start < 0 ? size + start : start, Math.min(end, size)),
  };
  try {
    const headerLength = new DataView(piece(descriptor, size - 8, size)).getUint32(0, true);
    if (size < 12 || headerLength > Math.min(size, largestHeader)) {
      close();
      return { refused: 'its parquet header is damaged' };
    }
    const metadata = await parquetMetadataAsync(buffer);
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    return { buffer, metadata, columns, rows: Number(metadata.num_rows), close };
  } catch {
    close();
    return { refused: 'its parquet header is damaged' };
  }
}

function piece(descriptor: number, start: number, end: number): ArrayBuffer {
  if (!(start >= 0 && end >= start)) throw new RangeError('it names a piece outside the file');
  const bytes = new Uint8Array(end - start);
  for (let filled = 0; filled < bytes.length; ) {
    const got = readSync(descriptor, bytes, filled, bytes.length - filled, start + filled);
    if (got === 0) throw new RangeError('the file is shorter than it says');
    filled += got;
  }
  return bytes.buffer;
}
