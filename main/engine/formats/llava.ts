/** LLaVA JSON: a list of `{ image, conversations: [{ from: human | gpt, value }] }`, `<image>` standing once where the image goes. */
import { readFile, stat } from 'node:fs/promises';
import type { Quarantine, Turn } from './dataset.ts';
import { imageName, keyOf } from './dataset.ts';
import { insideOf } from './safe-path.ts';
import type { DatasetSet } from './sets.ts';
import { cleaned, longestText } from './text.ts';

export interface LlavaImage {
  readonly file: string;
  readonly position: string;
  readonly image: string;
  readonly turns: Turn[];
}

/** A file is read as a whole; beyond this it is refused rather than let memory run out. */
const largestFile = 1e9;
const speakers: Record<string, 'user' | 'assistant'> = {
  human: 'user',
  user: 'user',
  gpt: 'assistant',
  assistant: 'assistant',
};

/** Adds the file's records to `images`, by the key of their image's name. Several records about one image are its turns together. */
export async function readLlava(
  set: DatasetSet,
  file: string,
  images: Map<string, LlavaImage>,
  quarantine: Quarantine,
): Promise<void> {
  const refuse = (position: string, reason: string): void =>
    quarantine({ set: set.name, file, position, reason });
  const inside = await insideOf(set.folder, file.slice(set.folder.length + 1));
  if ('refused' in inside) return refuse('file', inside.refused);
  if ((await stat(inside.file)).size > largestFile) return refuse('file', 'it is larger than 1 GB; split it');
  let records: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(inside.file));
    records = JSON.parse(text);
  } catch (error) {
    return refuse('file', `it cannot be read as JSON in UTF-8 (${(error as Error).message})`);
  }
  if (!Array.isArray(records)) return refuse('file', 'it is not a list of LLaVA records');
  for (const [index, record] of records.entries()) {
    const position = `record ${index + 1}`;
    const read = recordOf(record);
    if ('refused' in read) {
      refuse(position, read.refused);
      continue;
    }
    const found = await insideOf(set.folder, read.image);
    if ('refused' in found) {
      refuse(position, `its image ${JSON.stringify(read.image.slice(0, 200))}: ${found.refused}`);
      continue;
    }
    const key = keyOf(imageName(read.image.replaceAll('\\', '/').replace(/^(\.\/)+/, '')));
    const known = images.get(key);
    if (known) known.turns.push(...read.turns);
    else images.set(key, { file, position, image: read.image, turns: read.turns });
  }
}

function recordOf(record: unknown): { image: string; turns: Turn[] } | { refused: string } {
  if (typeof record !== 'object' || record === null) return { refused: 'it is not an object' };
  const { image, conversations } = record as { image?: unknown; conversations?: unknown };
  if (typeof image !== 'string' || image === '') {
    return {
      refused: `field "image" is not a path (found ${Object.keys(record).slice(0, 6).join(', ') || 'nothing'})`,
    };
  }
  if (!Array.isArray(conversations)) return { refused: 'field "conversations" is not a list' };
  if (conversations.length === 0 || conversations.length % 2 === 1) {
    return { refused: 'its conversation is not pairs of question and answer' };
  }
  const turns: Turn[] = [];
  let marks = 0;
  for (let i = 0; i < conversations.length; i += 2) {
    const user = said(conversations[i], 'user');
    const assistant = said(conversations[i + 1], 'assistant');
    if (user === null || assistant === null)
      return { refused: `turn ${i + 1} is not a question with its answer` };
    if (user.length > longestText || assistant.length > longestText) {
      return { refused: `turn ${i + 1} is longer than ${longestText} characters` };
    }
    // Only what stands at the edge of a line is a mark (LLaVA writes it so); inside a sentence it is text about the mark.
    const withoutMarks = user.replace(
      /(^|\n)[ \t]*<image>[ \t]*|[ \t]*<image>[ \t]*(?=\n|$)/g,
      (_, start = '') => {
        marks++;
        return start;
      },
    );
    turns.push({ user: cleaned(withoutMarks), assistant: cleaned(assistant) });
  }
  if (marks > 1) return { refused: `it has ${marks} <image> marks for one image` };
  if (turns.some(({ assistant }) => assistant === '')) {
    const kept = turns.filter(({ assistant }) => assistant !== '');
    return { image, turns: kept };
  }
  return { image, turns };
}

function said(turn: unknown, by: 'user' | 'assistant'): string | null {
  const { from, value } = (turn ?? {}) as { from?: unknown; value?: unknown };
  return typeof from === 'string' && speakers[from] === by && typeof value === 'string' ? value : null;
}
