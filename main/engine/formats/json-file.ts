/** A JSON file of any size, record by record (json-records.ts); only plain files are opened. */
import { createReadStream } from 'node:fs';
import { type JsonRecord, readJsonRecords, type WantedRecords } from './json-records.ts';
import { openPlainFile } from './plain-file.ts';

/** Larger than any data set's file. */
const largestFile = 1e11;

/** A file that cannot be opened or read on is one refused record. */
export async function* jsonRecordsOf(file: string, wanted: WantedRecords): AsyncGenerator<JsonRecord> {
  const opened = openPlainFile(file, largestFile);
  if ('refused' in opened) return yield { position: 'file', refused: opened.refused };
  const stream = createReadStream(file, { fd: opened.descriptor, highWaterMark: 2 ** 20 });
  try {
    yield* readJsonRecords(stream as AsyncIterable<Buffer>, wanted);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    yield { position: 'file', refused: `it cannot be read further (${code})` };
  } finally {
    stream.destroy();
  }
}
