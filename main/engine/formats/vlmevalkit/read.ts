/**
 * VLMEvalKit's TSV: `index, image (base64), question, hint, A-D, answer, category, split`. As in its own reader, a short `image` is the index of
 * the row whose image is meant; the question is asked with its hint and options, and the answer is the letter.
 */
import type { Refused } from '../plain-file.ts';
import type { Reader, RecordItem, SourceRecord } from '../sources/reader.ts';
import { counted } from '../sources/record-files.ts';
import type { SourceFile, SourceFolder } from '../sources/source-folder.ts';
import { headerOf, recordsOfTable } from '../sources/tables.ts';

const longestIndex = 64;
const letters = [...'ABCDEFGHIJ'];

export const vlmEvalKit: Reader = {
  format: 'vlmevalkit',
  title: 'VLMEvalKit TSV',
  async detect(source) {
    const files = await tablesOf(source);
    if (files.length === 0) return null;
    return {
      confidence: 0.95,
      evidence: `${counted(files.length, 'table')} with index, image and question`,
      mapping: { image: 'image', question: 'asked', answer: 'answer', id: 'index', text: null },
      reads: new Set(files.map(({ path }) => path)),
      records: null,
    };
  },
  async *records(source, { reads }) {
    for (const file of source.files) {
      if (!reads.has(file.path)) continue;
      const byIndex = new Map<string, string>();
      for await (const item of recordsOfTable(file)) yield 'refused' in item ? item : asked(item, byIndex);
    }
  },
};

async function tablesOf(source: SourceFolder): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const file of source.ofKind('table')) {
    const columns = await headerOf(file);
    const shows = columns.includes('image') || columns.includes('image_path');
    if (columns.includes('index') && columns.includes('question') && shows) files.push(file);
  }
  return files;
}

function asked(record: SourceRecord, byIndex: Map<string, string>): RecordItem {
  const fields = record.fields as Record<string, string | undefined>;
  const { index = '', image = '', image_path: path = '', hint, question = '' } = fields;
  const options = letters.flatMap((letter) => (fields[letter] ? [`${letter}. ${fields[letter]}`] : []));
  const shown = pictureOf(image, path, byIndex);
  if (shown !== null && typeof shown === 'object' && 'refused' in shown)
    return { file: record.file, position: record.position, refused: shown.refused };
  if (shown instanceof Uint8Array) byIndex.set(index, record.name);
  return {
    ...record,
    fields: {
      ...fields,
      image: shown,
      asked: [...(hint ? [hint] : []), question, ...options].join('\n'),
    },
  };
}

type Shown = string | null | Buffer | { earlier: string } | Refused;

function pictureOf(image: string, path: string, byIndex: ReadonlyMap<string, string>): Shown {
  if (image === '') return path === '' ? null : path;
  if (image.length <= longestIndex) {
    const earlier = byIndex.get(image);
    return earlier ? { earlier } : { refused: 'its image is that of a row that does not stand before it' };
  }
  if (image.startsWith('[')) return { refused: 'it names several images; one image a conversation is read' };
  return /^[A-Za-z0-9+/=\s]+$/.test(image)
    ? Buffer.from(image, 'base64')
    : { refused: 'its image is not base64' };
}
