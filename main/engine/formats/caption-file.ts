/** One image's caption in a .txt of the same stem. */
import type { Turn } from './dataset.ts';
import { type Refused, readPlainFile, utf8Of } from './plain-file.ts';
import { cleaned, longestText, tooLong } from './text.ts';

/** A caption answers the brief prompt, as web text does in the paper. */
export async function captionOf(file: string, briefPrompt: string): Promise<Turn | Refused> {
  // A character takes at most four bytes.
  const read = await readPlainFile(file, 4 * longestText);
  if ('refused' in read) return read;
  const text = utf8Of(read.bytes);
  if (text === null) return { refused: 'it is not UTF-8' };
  if (text.length > longestText) return { refused: tooLong };
  const assistant = cleaned(text);
  return assistant === '' ? { refused: 'it says nothing' } : { user: briefPrompt, assistant };
}
