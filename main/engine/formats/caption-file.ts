/** One image's caption in a .txt of the same stem. */

import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { resources } from '../places.ts';
import type { Quarantine, Turn } from './dataset.ts';
import { insideOf } from './safe-path.ts';
import type { DatasetSet } from './sets.ts';
import { cleaned, longestText } from './text.ts';

/** A caption answers the brief prompt, as web text does in the paper. */
const briefPrompt = (
  JSON.parse(readFileSync(join(resources, 'prompts', 'brief.json'), 'utf8')) as string[]
)[0] as string;

/** Null when the text is quarantined (its image with it: what is said about it is not known); empty when it says nothing. */
export async function captionOf(
  set: DatasetSet,
  file: string,
  quarantine: Quarantine,
): Promise<Turn[] | null> {
  const refuse = (reason: string): null => {
    quarantine({ set: set.name, file, position: 'text', reason });
    return null;
  };
  const found = await insideOf(set.folder, file.slice(set.folder.length + 1));
  if ('refused' in found) return refuse(found.refused);
  if ((await stat(found.file)).size > longestText * 4)
    return refuse(`the caption is longer than ${longestText} characters`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(found.file));
  } catch {
    return refuse('the caption is not UTF-8');
  }
  if (text.length > longestText) return refuse(`the caption is longer than ${longestText} characters`);
  const caption = cleaned(text);
  return caption ? [{ user: briefPrompt, assistant: caption }] : [];
}
