/** A specialist's source whose annotations a builder makes conversations of; LLaVA JSON beside them is read as ever. */
import type { Builder } from '../../../../shared/plan.ts';
import type { Pause } from '../../specialists/builders.ts';
import { type Annotations, annotationsFile, builtSet, captionsFile } from '../built-set.ts';
import type { Turn } from '../dataset.ts';
import { llava } from '../llava-json/read.ts';
import type { OpenedSource } from './read-samples.ts';
import type { Reader, RecordItem, RefusedItem } from './reader.ts';
import type { SourceFolder } from './source-folder.ts';

export async function openBuilt(
  source: SourceFolder,
  set: string,
  builder: Builder,
  pause: Pause,
): Promise<OpenedSource> {
  const refused: RefusedItem[] = [];
  const pathOf = (name: string): string | null => {
    const found = source.find(name, '');
    return 'path' in found ? found.path : null;
  };
  const built = await builtSet(builder, {
    set,
    lists: source.files.filter(({ path }) => path.endsWith('.json')).map(({ file }) => file),
    images: { has: (name) => pathOf(name) !== null },
    quarantine: ({ file, position, reason }) => refused.push({ file, position, refused: reason }),
    pause,
  });
  const beside = await llava.detect(source);
  const reads = new Set([annotationsFile, captionsFile, ...(beside?.reads ?? [])]);
  const detection = {
    confidence: 1,
    evidence: `annotations for the ${builder} builder`,
    mapping,
    reads,
    records: null,
  };
  const file = source.files.find(({ path }) => path === annotationsFile)?.file ?? source.folder;
  async function* records(): AsyncGenerator<RecordItem> {
    yield* refused;
    for (const [name, turns] of built.turns) {
      const position = `image ${JSON.stringify(name)}`;
      yield { file, position, name, fields: { image: name, conversations: turns.flatMap(messagesOf) } };
    }
    if (beside) yield* llava.records(source, beside);
  }
  const reader: Reader = { format: 'coco', title: 'Annotations', detect: async () => detection, records };
  const annotated = [...built.annotated].flatMap(([name, one]): [string, Annotations][] => {
    const path = pathOf(name);
    return path === null ? [] : [[path, one]];
  });
  return {
    reader,
    detection,
    source,
    others: [],
    fields: [],
    mapping,
    built: {
      annotated: new Map(annotated),
      filtered: Object.fromEntries(built.filtered.map(({ what, count }) => [`${set}: ${what}`, count])),
    },
  };
}

const mapping = {
  image: 'image',
  text: null,
  conversations: 'conversations',
  question: null,
  answer: null,
  id: null,
  address: null,
  sha256: null,
  scores: [],
};

const messagesOf = ({ user, assistant }: Turn) => [
  { from: 'human', value: user },
  { from: 'gpt', value: assistant },
];
