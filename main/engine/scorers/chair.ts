/**
 * CHAIR (Rohrbach et al. 2018) by its own `utils/chair.py` (LisaAnne/Hallucination, commit a967f2f): truth is what is annotated together with
 * what people's captions name; CHAIRs is the share of captions with an object that is not there, CHAIRi the share of such mentions. Words are
 * found as upstream finds them (chair-words.ts), except that sentences are cut by rule instead of by NLTK's statistical model.
 * The primary score, for which more is better, is 1 - CHAIRs.
 * The folder holds the official `captions_*.json` and `instances_*.json` of COCO and upstream's `synonyms.txt`.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import prompts from '../../../resources/prompts/long.json' with { type: 'json' };
import { answerTo, ratio } from './averages.ts';
import { type Benchmark, BenchmarkError, type BenchmarkItem } from './benchmark.ts';
import { type ChairWords, chairWordsOf, objectsIn } from './chair-words.ts';
import { filesIn } from './files.ts';
import { idAt, imageAt, refuseRepeats, stringAt, textOf } from './read-entries.ts';
import { readLists } from './stream-entries.ts';

interface Truth {
  readonly objects: readonly string[];
  /** Names the file of words (SHA-256), which is the same for all items. */
  readonly synonyms: string;
}

export const chair: Benchmark = {
  name: 'chair',
  title: 'CHAIR (objects imagined)',
  scorer: 'CHAIR chair.py (sentences cut by rule, not by NLTK punkt)',
  metric: '1 - CHAIRs',
  maxNewTokens: 96,

  async read(benchFolder, folder = 'chair', leftOut) {
    const inside = join(benchFolder, folder);
    const instances = await filesIn(inside, /^instances_.*\.json$/);
    const captions = await filesIn(inside, /^captions_.*\.json$/);
    if (instances.length === 0 && captions.length === 0) return null;
    const missing = (what: string, why: string) =>
      new BenchmarkError(inside, null, null, `${what} is missing; ${why}.`);
    if (instances.length === 0) throw missing('instances_*.json', 'it tells which objects are there');
    const synonymsFile = join(inside, 'synonyms.txt');
    const synonyms = await textOf(synonymsFile);
    if (synonyms === null)
      throw missing('synonyms.txt', 'it is part of the official code (data/synonyms.txt)');
    const known = chairWordsOf(synonyms);
    const digest = createHash('sha256').update(synonyms).digest('hex');
    read.set(digest, known);

    const images: { id: string; image: string }[] = [];
    const objects = new Map<string, Set<string>>();
    for (const file of instances) {
      // Categories often stand behind the annotations; of many boxes of one kind in an image the first is enough.
      const annotated = new Map<string, Map<string, string>>();
      const categories = new Map<string, string>();
      await readLists(file, {
        images: (entry, where) => {
          const id = idAt(file, where, entry, 'id');
          images.push({ id, image: imageAt(file, where, entry, 'file_name') });
        },
        annotations: (entry, where) => {
          const id = idAt(file, where, entry, 'image_id');
          const kinds = annotated.get(id) ?? new Map<string, string>();
          const category = idAt(file, where, entry, 'category_id');
          if (!kinds.has(category)) annotated.set(id, kinds.set(category, where));
        },
        categories: (entry, where) =>
          categories.set(idAt(file, where, entry, 'id'), stringAt(file, where, entry, 'name')),
      });
      for (const [id, kinds] of annotated)
        for (const [category, where] of kinds)
          add(objects, id, [objectOf(file, where, category, categories, known, synonymsFile)]);
    }
    refuseRepeats(
      inside,
      images.map(({ id }) => id),
    );
    const ids = new Set(images.map(({ id }) => id));
    let foreign = 0;
    for (const file of captions) {
      await readLists(file, {
        annotations: (entry, where) => {
          const id = idAt(file, where, entry, 'image_id');
          const text = stringAt(file, where, entry, 'caption');
          if (ids.has(id)) add(objects, id, objectsIn(text, known).objects);
          else foreign++;
        },
      });
    }
    if (foreign > 0) leftOut?.('reference captions', foreign, 'their image is in no instances_*.json');
    return images.map(
      ({ id, image }): BenchmarkItem => ({
        id,
        image,
        prompt: prompts[0] as string,
        truth: { objects: [...(objects.get(id) ?? [])].sort(), synonyms: digest } satisfies Truth,
      }),
    );
  },

  score: (item, prediction) => (imaginedIn(item.truth as Truth, prediction).imagined > 0 ? 0 : 1),

  details(items, predictions) {
    const found = items.map((item) => imaginedIn(item.truth as Truth, answerTo(item, predictions)));
    const sum = (of: (one: (typeof found)[number]) => number): number =>
      found.reduce((total, one) => total + of(one), 0);
    return {
      ...ratio('CHAIRs', found.filter(({ imagined }) => imagined > 0).length, items.length),
      ...ratio(
        'CHAIRi',
        sum(({ imagined }) => imagined),
        sum(({ mentions }) => mentions),
      ),
      // naming nothing imagines nothing
      ...ratio(
        'captions that name no object',
        found.filter(({ mentions }) => mentions === 0).length,
        items.length,
      ),
    };
  },
};

/** The files of words that were read, by their digest. */
const read = new Map<string, ChairWords>();

/** The object that a category stands for. */
function objectOf(
  file: string,
  where: string,
  category: string,
  categories: ReadonlyMap<string, string>,
  known: ChairWords,
  synonymsFile: string,
): string {
  const name = categories.get(category);
  if (name === undefined) throw new BenchmarkError(file, where, 'category_id', `no category is ${category}.`);
  const object = known.get(name);
  if (object === undefined)
    throw new BenchmarkError(synonymsFile, null, null, `it lacks the category "${name}".`);
  return object;
}

function add(to: Map<string, Set<string>>, id: string, objects: readonly string[]): void {
  const known = to.get(id) ?? new Set<string>();
  for (const object of objects) known.add(object);
  to.set(id, known);
}

function imaginedIn({ objects, synonyms }: Truth, caption: string): { imagined: number; mentions: number } {
  const there = new Set(objects);
  const mentions = objectsIn(caption, read.get(synonyms) as ChairWords).objects;
  return { imagined: mentions.filter((object) => !there.has(object)).length, mentions: mentions.length };
}
