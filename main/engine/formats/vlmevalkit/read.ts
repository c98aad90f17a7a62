/** VLMEvalKit's TSV as conversations: the question is asked with its hint and options, and the answer is the letter. */
import type { Reader, RecordItem } from '../sources/reader.ts';
import { counted } from '../sources/record-files.ts';
import type { SourceFile, SourceFolder } from '../sources/source-folder.ts';
import { isVlmEvalKit, rowsOfTable, type TableRow } from './rows.ts';

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
      for await (const row of rowsOfTable(file)) yield 'refused' in row ? row : asked(row);
    }
  },
};

export async function tablesOf(source: SourceFolder): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const file of source.ofKind('table')) if (await isVlmEvalKit(file)) files.push(file);
  return files;
}

/** Only the picture, as what is asked is the benchmark's; `withFiles`: also where it is a file that the row names. Null where it has none. */
export function pictured({ record, picture }: TableRow, withFiles: boolean): RecordItem | null {
  if (picture === null || 'earlier' in picture) return null;
  if ('refused' in picture) return { ...record, refused: picture.refused };
  return 'base64' in picture || withFiles ? { ...record, fields: { image: imageOf(picture) } } : null;
}

function asked({ record, fields, picture, options }: TableRow): RecordItem {
  if (picture !== null && 'refused' in picture) return { ...record, refused: picture.refused };
  const { hint, question = '' } = fields;
  const listed = Object.entries(options).map(([letter, text]) => `${letter}. ${text}`);
  return {
    ...record,
    fields: {
      ...fields,
      image: imageOf(picture),
      asked: [...(hint ? [hint] : []), question, ...listed].join('\n'),
    },
  };
}

function imageOf(picture: Exclude<TableRow['picture'], { refused: string }>): unknown {
  if (picture === null) return null;
  if ('base64' in picture) return Buffer.from(picture.base64, 'base64');
  return 'path' in picture ? picture.path : picture;
}
