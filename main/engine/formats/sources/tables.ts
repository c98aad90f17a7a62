/** Tables as text, comma- or tab-separated, row by row. */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { openPlainFile } from '../plain-file.ts';
import type { RecordItem } from './reader.ts';
import { stemmed } from './record-files.ts';
import type { SourceFile } from './source-folder.ts';

const largestFile = 100e9;
/** A row of VLMEvalKit holds a picture in base64. */
const longestRow = 100e6;

export async function headerOf(file: SourceFile): Promise<string[]> {
  for await (const item of recordsOfTable(file)) return 'fields' in item ? Object.keys(item.fields) : [];
  return [];
}

export async function* recordsOfTable({ file, path }: SourceFile): AsyncGenerator<RecordItem> {
  const opened = openPlainFile(file, largestFile);
  if ('refused' in opened) return yield { file, position: 'file', refused: opened.refused };
  const chunks = createReadStream(file, { fd: opened.descriptor, highWaterMark: 2 ** 20 });
  const rows = chunks.pipe(
    parse({
      bom: true,
      columns: true,
      delimiter: path.toLowerCase().endsWith('.tsv') ? '\t' : [',', ';'],
      max_record_size: longestRow,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }),
  );
  let number = 0;
  try {
    for await (const fields of rows) {
      number++;
      yield { file, position: `row ${number}`, name: `${stemmed(path)}/${number}`, fields };
    }
  } catch (error) {
    const { code } = error as { code?: string };
    const refused =
      code === 'CSV_MAX_RECORD_SIZE'
        ? 'the row is longer than 100 MB; the file was not read further'
        : 'the table is damaged here; what stood before was kept';
    yield { file, position: `row ${number + 1}`, refused };
  } finally {
    chunks.destroy();
  }
}
