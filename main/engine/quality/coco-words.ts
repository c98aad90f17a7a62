/**
 * How captions write the 80 objects of COCO: names and everyday words for them, a list of our own (CHAIR's is not ours to ship; the benchmark
 * `chair` reads it from the user's disk), with the pairs that CHAIR's `utils/chair.py` reads as one thing (Rohrbach et al. 2018). Figures
 * on a user's own images are therefore near CHAIR's and not the same.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resources } from '../places.ts';
import { type Lexicon, lexiconOf, pluralsOf } from './lexicon.ts';

const lines = readFileSync(join(resources, 'vocabularies', 'coco-words.txt'), 'utf8')
  .trim()
  .split('\n');
const synonyms = new Map(
  lines.map((line) => {
    const [name = '', ...others] = line.split(',').map((word) => word.trim());
    return [name, others] as const;
  }),
);

const animals = 'bird cat dog horse sheep cow elephant bear zebra giraffe'.split(' ');

/** "baby bird" is no person, "train track" no train, "toilet seat" no chair. */
const pairs = new Map<string, string | null>([
  ...animals.flatMap((animal) => [[`baby ${animal}`, animal] as const, [`adult ${animal}`, animal] as const]),
  ...['baby animal', 'adult animal', 'baby cub', 'adult cub', 'home plate', 'train track'].map(
    (pair) => [pair, null] as const,
  ),
  ['passenger jet', 'airplane'],
  ['passenger train', 'train'],
  ['toilet seat', 'toilet'],
]);

const withPlural = (pair: string, name: string | null) => {
  const [first, last = ''] = pair.split(' ');
  return [last, ...pluralsOf(last)].map((ending) => [`${first} ${ending}`, name] as const);
};

/** Of the objects named; a name that COCO does not have is written as it is, or in the plural. "The dog's ball" names a dog. */
export function lexiconWithSynonyms(names: readonly string[]): Lexicon {
  const known = new Set(names);
  // A pair stands for none where none of the objects is COCO's.
  const own = names.some((name) => synonyms.has(name))
    ? [...pairs].flatMap(([pair, name]) => withPlural(pair, name !== null && known.has(name) ? name : null))
    : [];
  const { names: forms, longest } = lexiconOf(names, synonyms, own);
  const possessive = [...forms].flatMap(([form, name]) =>
    ["'s", '’s'].map((ending) => [`${form}${ending}`, name] as const),
  );
  return { names: new Map([...possessive, ...forms]), longest };
}
