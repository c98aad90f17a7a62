/** The images of a set with the conversations about them, from LLaVA JSON or same-stem .txt; what is broken is quarantined. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resources } from '../places.ts';
import { captionOf } from './caption-file.ts';
import { type Conversations, readConversations } from './conversations.ts';
import { filesOf, stemOf } from './set-files.ts';
import type { DatasetSet } from './sets.ts';

export { type DatasetSet, type FoundSets, findSets } from './sets.ts';

export interface Turn {
  readonly user: string;
  readonly assistant: string;
}

export interface DatasetImage {
  readonly set: string;
  /** Absolute, links followed; inside the dataset's folder. */
  readonly file: string;
  /** As truth and benchmark files name it: see `imageName`. */
  readonly name: string;
  readonly turns: readonly Turn[];
}

export interface Quarantined {
  readonly set: string;
  readonly file: string;
  /** Where in the file: `record 3`, `image`, `text`. */
  readonly position: string;
  readonly reason: string;
}

export type Quarantine = (item: Quarantined) => void;

export const briefPrompt = (
  JSON.parse(readFileSync(join(resources, 'prompts', 'brief.json'), 'utf8')) as string[]
)[0] as string;

/** An image's conversations come first, then its .txt as one more turn. Images of benchmarks have none. */
export async function* readSet(set: DatasetSet, quarantine: Quarantine): AsyncGenerator<DatasetImage> {
  const { images, texts, lists } = await filesOf(set, quarantine);
  const conversations: Conversations = new Map();
  for (const list of lists)
    await readConversations(set, list, { images, briefPrompt, quarantine }, conversations);
  const textless = new Set(texts.keys());
  for (const [name, file] of images) {
    const turns = (conversations.get(name) ?? []).flat();
    conversations.delete(name);
    const stem = stemOf(name);
    textless.delete(stem);
    const text = texts.get(stem);
    if (text !== undefined) {
      const caption = await captionOf(text, briefPrompt);
      if ('refused' in caption) {
        quarantine({ set: set.name, file: text, position: 'text', reason: caption.refused });
      } else turns.push(caption);
    }
    if (turns.length > 0 || set.role === 'pretrain' || set.role === 'bench') {
      yield { set: set.name, file, name, turns };
    } else quarantine({ set: set.name, file, position: 'image', reason: 'nothing is said about it' });
  }
  for (const stem of textless) {
    const file = texts.get(stem) as string;
    quarantine({ set: set.name, file, position: 'text', reason: 'no image has its name' });
  }
}
