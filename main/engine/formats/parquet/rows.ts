/** The rows of a parquet file, row group by row group, so that no more than one is in memory. */
import { parquetReadObjects, type RowGroup } from 'hyparquet';
import { isRasterImage } from '../image-kind.ts';
import { utf8Of } from '../plain-file.ts';
import type { RecordItem } from '../sources/reader.ts';
import { stemmed } from '../sources/record-files.ts';
import type { SourceFile } from '../sources/source-folder.ts';
import { boundedCompressors } from './compressors.ts';
import { openParquet, type ParquetFile } from './file.ts';

/** Unpacked bytes of a row group; writers make them a tenth of it. */
const largestGroup = 2e9;

export async function* rowsOf({ file, path }: SourceFile): AsyncGenerator<RecordItem> {
  const parquet = await openParquet(file);
  if ('refused' in parquet) return yield { file, position: 'file', refused: parquet.refused };
  try {
    let first = 0;
    for (const group of parquet.metadata.row_groups) {
      const rows = Number(group.num_rows);
      const position = `rows ${first + 1} to ${first + rows}`;
      const refused = faultOf(group, parquet.buffer.byteLength);
      if (refused) yield { file, position, refused };
      else yield* ofGroup(parquet, { file, path, first, rows, position });
      first += rows;
    }
  } finally {
    parquet.close();
  }
}

interface Group {
  readonly file: string;
  readonly path: string;
  readonly first: number;
  readonly rows: number;
  readonly position: string;
}

async function* ofGroup(parquet: ParquetFile, group: Group): AsyncGenerator<RecordItem> {
  const { file, path, first, rows, position } = group;
  const { buffer, metadata } = parquet;
  try {
    // All of a group is unpacked at once, whatever part of it is asked for.
    const read = await parquetReadObjects({
      file: buffer,
      metadata,
      rowStart: first,
      rowEnd: first + rows,
      compressors: boundedCompressors,
      // Else pictures in a column of their own would come as broken texts.
      utf8: false,
    });
    for (const [index, fields] of read.entries()) {
      const number = first + index + 1;
      textsToo(fields);
      yield { file, position: `row ${number}`, name: `${stemmed(path)}/${number}`, fields };
    }
  } catch (error) {
    yield { file, position, refused: inWords(error as Error) };
  }
}

/** Old writers do not mark their texts as such. */
function textsToo(fields: Record<string, unknown>): void {
  for (const name in fields) {
    const value = fields[name];
    if (value instanceof Uint8Array && !isRasterImage(value)) fields[name] = utf8Of(value) ?? value;
  }
}

function faultOf({ columns, num_rows, total_byte_size }: RowGroup, size: number): string | null {
  if (columns.some(({ file_path }) => file_path)) return 'its columns lie in other files';
  const packed = columns.map(({ meta_data }) => Number(meta_data?.total_compressed_size ?? 0));
  const unpacked = columns.map(({ meta_data }) => Number(meta_data?.total_uncompressed_size ?? 0));
  if (packed.some((bytes) => bytes < 0 || bytes > size)) return 'its parquet header is damaged';
  if (Number(num_rows) < 0 || Number(num_rows) > 100e6) return 'its parquet header is damaged';
  const bytes = Math.max(
    Number(total_byte_size),
    unpacked.reduce((sum, one) => sum + one, 0),
  );
  return bytes > largestGroup ? 'a row group unpacks to more than 2 GB; write it in smaller ones' : null;
}

function inWords({ message }: Error): string {
  const codec = /unsupported compression codec: (\w+)/i.exec(message)?.[1];
  if (codec) return `its columns are packed with ${codec}, which cannot be read`;
  if (/unpacks to/.test(message)) return message;
  return 'its rows are damaged';
}
