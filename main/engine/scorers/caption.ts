/**
 * Captioning judged by the objects it names. Primary score: per image, F1 of the set of objects named against the set that is there.
 * CHAIRi and CHAIRs follow Rohrbach et al. 2018 (LisaAnne/Hallucination `utils/chair.py`, commit a967f2f): truth = annotated instances
 * together with what the reference captions name; CHAIRi = mentions of objects that are not there / all mentions; CHAIRs = share of
 * captions with at least one. The names are the categories of `instances_val.json` with their plurals, the longest name first, plus
 * `caption/synonyms.txt` (upstream's format: one object a line, its name first, commas between) where there is one; upstream's
 * hand-written exceptions for COCO ("baby bird", "toilet seat") are not part of it.
 * Where the dataset has `truth/bench.jsonl`, recall of stated relations and of sign words is measured as well.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import prompts from '../../../resources/prompts/long.json' with { type: 'json' };
import { type Lexicon, lexiconOf, mentionsIn, objectsNamed, wordsOf } from '../quality/lexicon.ts';
import { answerTo, ratio } from './averages.ts';
import { type Benchmark, BenchmarkError, type BenchmarkItem } from './benchmark.ts';
import { idAt, imageAt, refuseRepeats, stringAt, textOf } from './read-entries.ts';
import { type Relation, statesRelation } from './relation-phrases.ts';
import { type ImageTruth, truthByImage } from './scene-truth.ts';
import { readLists } from './stream-entries.ts';

interface Truth {
  readonly objects: readonly string[];
  /** One list for all items: each object's name, then further ways of writing it. */
  readonly vocabulary: readonly (readonly string[])[];
  /** Null where no truth is known. */
  readonly relations: readonly Relation[] | null;
  readonly sign: string | null;
}

export const caption: Benchmark = {
  name: 'caption',
  title: 'Captions (objects named)',
  scorer: 'CHAIR rule, categories with plurals',
  metric: 'object F1',
  maxNewTokens: 96,

  async read(benchFolder, folder = 'caption') {
    const captionsFile = join(benchFolder, folder, 'captions_val.json');
    const instancesFile = join(benchFolder, folder, 'instances_val.json');
    const images: { id: string; image: string }[] = [];
    const annotated: { image: string; category: string; where: string }[] = [];
    const categories = new Map<string, string>();
    const isThere = await readLists(instancesFile, {
      images: (entry, where) =>
        images.push({
          id: idAt(instancesFile, where, entry, 'id'),
          image: imageAt(instancesFile, where, entry, 'file_name'),
        }),
      annotations: (entry, where) =>
        annotated.push({
          image: idAt(instancesFile, where, entry, 'image_id'),
          category: idAt(instancesFile, where, entry, 'category_id'),
          where,
        }),
      categories: (entry, where) =>
        categories.set(
          idAt(instancesFile, where, entry, 'id'),
          stringAt(instancesFile, where, entry, 'name'),
        ),
    });
    if (isThere === null) {
      if (!existsSync(captionsFile)) return null;
      throw new BenchmarkError(
        instancesFile,
        null,
        null,
        'it is missing; the objects of the images are needed to judge captions.',
      );
    }
    refuseRepeats(
      instancesFile,
      images.map(({ id }) => id),
    );
    const synonyms = await synonymsIn(join(benchFolder, folder, 'synonyms.txt'));
    const vocabulary = [...categories.values()].map((name) => [name, ...(synonyms.get(name) ?? [])]);
    const lexicon = lexiconFor(vocabulary);

    const objects = new Map(images.map(({ id }) => [id, new Set<string>()]));
    for (const { image, category, where } of annotated) {
      const name = categories.get(category);
      if (name === undefined)
        throw new BenchmarkError(instancesFile, where, 'category_id', 'no category has this number.');
      objects.get(image)?.add(name);
    }
    await readLists(captionsFile, {
      annotations: (entry, where) => {
        const there = objects.get(idAt(captionsFile, where, entry, 'image_id'));
        for (const name of objectsNamed(stringAt(captionsFile, where, entry, 'caption'), lexicon))
          there?.add(name);
      },
    });

    const scenes = await truthByImage(join(benchFolder, '..', 'truth', 'bench.jsonl'));
    return images.map(({ id, image }): BenchmarkItem => {
      const scene: ImageTruth | undefined = scenes.get(image);
      const truth: Truth = {
        objects: [...(objects.get(id) as Set<string>)].sort(),
        vocabulary,
        relations: scene?.relations ?? null,
        sign: scene?.sign ?? null,
      };
      return { id, image, prompt: prompts[0] as string, truth };
    });
  },

  score(item, prediction) {
    const truth = item.truth as Truth;
    return objectF1(objectsNamed(prediction, lexiconFor(truth.vocabulary)), new Set(truth.objects));
  },

  details(items, predictions) {
    const sum = { mentions: 0, imagined: 0, captionsWithImagined: 0, named: 0, right: 0, there: 0 };
    const found = { relations: 0, ofRelations: 0, signs: 0, ofSigns: 0 };
    for (const item of items) {
      const truth = item.truth as Truth;
      const text = answerTo(item, predictions);
      const lexicon = lexiconFor(truth.vocabulary);
      const there = new Set(truth.objects);
      const mentions = mentionsIn(text, lexicon);
      const imagined = mentions.filter(({ name }) => !there.has(name)).length;
      const named = new Set(mentions.map(({ name }) => name));
      sum.mentions += mentions.length;
      sum.imagined += imagined;
      sum.captionsWithImagined += imagined > 0 ? 1 : 0;
      sum.named += named.size;
      sum.right += [...named].filter((name) => there.has(name)).length;
      sum.there += there.size;
      for (const relation of truth.relations ?? []) {
        found.ofRelations++;
        if (statesRelation(text, relation, lexicon)) found.relations++;
      }
      if (truth.sign !== null) {
        found.ofSigns++;
        if (wordsOf(text).includes(truth.sign.toLowerCase())) found.signs++;
      }
    }
    return {
      ...ratio('CHAIRi', sum.imagined, sum.mentions),
      ...ratio('CHAIRs', sum.captionsWithImagined, items.length),
      ...ratio('object precision', sum.right, sum.named),
      ...ratio('object recall', sum.right, sum.there),
      ...ratio('relation recall', found.relations, found.ofRelations),
      ...ratio('sign text recall', found.signs, found.ofSigns),
    };
  },
};

/** F1 of two sets. Naming nothing where nothing is there is right. */
export function objectF1(named: ReadonlySet<string>, there: ReadonlySet<string>): number {
  if (named.size === 0 && there.size === 0) return 1;
  const right = [...named].filter((name) => there.has(name)).length;
  return (2 * right) / (named.size + there.size);
}

/** All items of a file share one vocabulary; its lexicon is built once. */
const lexicons = new WeakMap<object, Lexicon>();

function lexiconFor(vocabulary: Truth['vocabulary']): Lexicon {
  let lexicon = lexicons.get(vocabulary);
  if (!lexicon) {
    const synonyms = new Map(vocabulary.map(([name, ...further]) => [name as string, further]));
    lexicon = lexiconOf(synonyms.keys(), synonyms);
    lexicons.set(vocabulary, lexicon);
  }
  return lexicon;
}

async function synonymsIn(file: string): Promise<Map<string, string[]>> {
  const lines = ((await textOf(file)) ?? '')
    .split('\n')
    .map((line) => line.split(',').map((word) => word.trim()));
  return new Map(lines.filter(([name]) => name).map(([name, ...further]) => [name as string, further]));
}
