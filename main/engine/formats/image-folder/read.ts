/** Hugging Face's imagefolder: metadata.csv or metadata.jsonl whose `file_name` is a path beside it. */
import { posix } from 'node:path';
import { readJsonRecords } from '../sources/json-records.ts';
import type { Reader } from '../sources/reader.ts';
import { counted, recordOf } from '../sources/record-files.ts';
import type { SourceFile, SourceFolder } from '../sources/source-folder.ts';
import { headerOf, recordsOfTable } from '../sources/tables.ts';
import { isObject } from '../sources/values.ts';

export const imageFolder: Reader = {
  format: 'image-folder',
  title: 'imagefolder',
  async detect(source) {
    const files = await metadataOf(source);
    if (files.length === 0) return null;
    return {
      confidence: 0.9,
      evidence: `${counted(files.length, 'metadata file')} with file_name`,
      mapping: { image: 'file_name' },
      reads: new Set(files.map(({ path }) => path)),
      records: null,
    };
  },
  async *records(source, { reads }) {
    for (const file of source.files) {
      if (!reads.has(file.path)) continue;
      if (file.kind === 'table') yield* recordsOfTable(file);
      else for await (const item of readJsonRecords(file)) yield recordOf(file, item);
    }
  },
};

async function metadataOf(source: SourceFolder): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const file of source.ofKind('table', 'json-lines')) {
    const isNamed = /^metadata\./.test(posix.basename(file.path));
    const columns =
      file.kind === 'table'
        ? await headerOf(file)
        : (await source.peek(file)).filter(isObject).flatMap((record) => Object.keys(record));
    if (columns.includes('file_name') || (isNamed && columns.some((name) => name.endsWith('_file_name'))))
      files.push(file);
  }
  return files;
}
