/** The records of a JSON file: of a list, of lines, or of the lists that an object holds. */
import { createReadStream } from 'node:fs';
import { type ListItem, readJsonList } from '../json-list.ts';
import { openPlainFile } from '../plain-file.ts';
import type { FileKind } from './file-kind.ts';
import { readJsonLines } from './json-lines.ts';
import { readJsonMembers } from './json-members.ts';

/** As much as a record of a list, which is never held whole. */
const largestFile = 100e9;
const peeked = 20;

interface JsonFile {
  readonly file: string;
  readonly kind: FileKind;
}

/** `member` names the list of an object that is meant; every list of it where none is named. */
export async function* readJsonRecords(
  { file, kind }: JsonFile,
  members: readonly string[] | null = null,
): AsyncGenerator<ListItem & { readonly member?: string }> {
  const opened = openPlainFile(file, largestFile);
  if ('refused' in opened) return yield { position: 'file', refused: opened.refused };
  const chunks = createReadStream(file, { fd: opened.descriptor, highWaterMark: 2 ** 20 });
  try {
    if (kind === 'json-lines') yield* readJsonLines(chunks);
    else if (kind === 'json-object') yield* readJsonMembers(chunks, members);
    else yield* readJsonList(chunks);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    yield { position: 'file', refused: `it cannot be read further (${code ?? error})` };
  } finally {
    chunks.destroy();
  }
}

export async function peek(file: JsonFile): Promise<unknown[]> {
  const values: unknown[] = [];
  if (!file.kind.startsWith('json')) return values;
  for await (const item of readJsonRecords(file)) {
    if ('value' in item) values.push(item.value);
    if (values.length === peeked) break;
  }
  return values;
}
