/** Images whose captions lie beside them in a file of the same stem. */
import { extname } from 'node:path';
import { readPlainFile, utf8Of } from '../plain-file.ts';
import { stemOf } from '../set-files.ts';
import { longestText } from '../text.ts';
import type { RecordItem } from './reader.ts';
import type { SourceFolder } from './source-folder.ts';

/** The first of `endings` that an image has counts; `captionsOf` takes a file's text apart. */
export async function* sidecarRecords(
  source: SourceFolder,
  endings: readonly string[],
  captionsOf: (text: string) => string[],
): AsyncGenerator<RecordItem> {
  const unused = new Set(source.sidecars.keys());
  const byStem = new Map<string, Map<string, string>>();
  for (const path of source.sidecars.keys()) {
    const ending = extname(path).toLowerCase();
    const known = byStem.get(stemOf(path)) ?? new Map<string, string>();
    byStem.set(stemOf(path), known.set(ending, path));
  }
  for (const [path, file] of source.images) {
    const beside = byStem.get(stemOf(path));
    const ending = endings.find((one) => beside?.has(one));
    const sidecar = ending === undefined ? undefined : beside?.get(ending);
    let text: string[] = [];
    if (sidecar !== undefined) {
      unused.delete(sidecar);
      const read = await textIn(source.sidecars.get(sidecar) as string);
      if ('refused' in read) {
        const { refused } = read;
        yield { file: source.sidecars.get(sidecar) as string, position: 'text', refused };
      } else text = captionsOf(read.text);
    }
    yield { file, position: 'image', name: path, fields: { image: path, text } };
  }
  for (const path of unused) {
    const file = source.sidecars.get(path) as string;
    const refused =
      byStem.get(stemOf(path))?.size === 1 ? 'no image has its name' : 'another text is the caption';
    yield { file, position: 'text', refused };
  }
}

async function textIn(file: string): Promise<{ text: string } | { refused: string }> {
  // A character takes at most four bytes.
  const read = await readPlainFile(file, 4 * longestText);
  if ('refused' in read) return read;
  const text = utf8Of(read.bytes);
  return text === null ? { refused: 'it is not UTF-8' } : { text };
}
