/** The images of a set with the conversations about them, from LLaVA JSON, same-stem .txt or built from annotations; what is broken is quarantined. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Builder } from '../../../shared/plan.ts';
import { resources } from '../places.ts';
import type { Filtered, Pause } from '../specialists/builders.ts';
import { type Annotations, annotationsFile, builtSet, captionsFile } from './built-set.ts';
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
  /** Where turns were built from annotations. */
  readonly annotated?: Annotations;
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

/** A specialist's set whose annotations are built into conversations. */
export interface Build {
  readonly builder: Builder;
  /** What the builder's filters took. */
  readonly filtered: (filtered: readonly Filtered[]) => void;
  readonly pause?: Pause;
}

/**
 * What a builder made comes first, then conversations as they are, then the .txt as one more turn. Images of benchmarks have none. An image
 * that a builder's filter took is left out and told by it, not quarantined.
 */
export async function* readSet(
  set: DatasetSet,
  quarantine: Quarantine,
  build?: Build,
): AsyncGenerator<DatasetImage> {
  const { images, texts, lists } = await filesOf(set, quarantine);
  const reading = { set: set.name, lists, images, quarantine, pause: build?.pause };
  const built = build && (await builtSet(build.builder, reading));
  if (built) build.filtered(built.filtered);
  const conversations: Conversations = new Map();
  for (const list of built ? lists.filter(isNotBuilt) : lists)
    await readConversations(set, list, { images, briefPrompt, quarantine }, conversations);
  const textless = new Set(texts.keys());
  for (const [name, file] of images) {
    const lessons = built?.turns.get(name) ?? [];
    const turns = [...lessons, ...(conversations.get(name) ?? []).flat()];
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
      const annotated = lessons.length > 0 ? built?.annotated.get(name) : undefined;
      yield { set: set.name, file, name, turns, ...(annotated ? { annotated } : {}) };
    } else if (!built?.annotated.has(name))
      quarantine({ set: set.name, file, position: 'image', reason: 'nothing is said about it' });
  }
  for (const stem of textless) {
    const file = texts.get(stem) as string;
    quarantine({ set: set.name, file, position: 'text', reason: 'no image has its name' });
  }
}

const isNotBuilt = (file: string): boolean => ![annotationsFile, captionsFile].includes(basename(file));
