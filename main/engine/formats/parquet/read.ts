/** Parquet as Hugging Face's `datasets` writes it: pictures as `{ bytes, path }` in a column, or their paths. */
import type { FormatName, Mapping } from '../../../../shared/data.ts';
import type { Detection, Reader } from '../sources/reader.ts';
import { counted } from '../sources/record-files.ts';
import type { SourceFolder } from '../sources/source-folder.ts';
import { openParquet } from './file.ts';
import { rowsOf } from './rows.ts';

interface Kind {
  readonly format: FormatName;
  readonly title: string;
  readonly confidence: number;
  /** Whether columns of these names make it one. */
  readonly fits: (columns: readonly string[]) => boolean;
  readonly mapping: Partial<Mapping>;
}

/** Formats that are parquet with certain columns differ in these alone. */
export function parquetReader({ format, title, confidence, fits, mapping }: Kind): Reader {
  return {
    format,
    title,
    async detect(source) {
      const found = await filesOf(source, fits);
      if (found.reads.size === 0) return null;
      const named = found.columns.slice(0, 8).join(', ');
      return {
        confidence,
        evidence: `${counted(found.reads.size, 'parquet file')} with the columns ${named}${found.columns.length > 8 ? ', …' : ''}`,
        mapping,
        reads: found.reads,
        records: found.rows,
      };
    },
    async *records(source, { reads }: Detection) {
      for (const file of source.ofKind('parquet')) if (reads.has(file.path)) yield* rowsOf(file);
    },
  };
}

export const parquet = parquetReader({
  format: 'parquet',
  title: 'Parquet',
  confidence: 0.7,
  fits: () => true,
  mapping: {},
});

async function filesOf(source: SourceFolder, fits: Kind['fits']) {
  const reads = new Set<string>();
  let columns: readonly string[] = [];
  let rows = 0;
  for (const { path, file } of source.ofKind('parquet')) {
    const opened = await openParquet(file);
    // What cannot be opened is read all the same, so that it is told why.
    if ('refused' in opened) {
      if (fits([])) reads.add(path);
      continue;
    }
    opened.close();
    if (!fits(opened.columns)) continue;
    reads.add(path);
    rows += opened.rows;
    if (columns.length === 0) columns = opened.columns;
  }
  return { reads, columns, rows };
}
