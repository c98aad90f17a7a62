/** Everyday words for COCO's objects. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lexiconWithSynonyms } from '../../../../main/engine/quality/coco-words.ts';
import { mentionsIn } from '../../../../main/engine/quality/index.ts';

const written = readFileSync('resources/vocabularies/coco-words.txt', 'utf8');
const names = written
  .trim()
  .split('\n')
  .map((line) => (line.split(', ')[0] as string).trim());
const lexicon = lexiconWithSynonyms(names);
const named = (text: string) => mentionsIn(text, lexicon).map(({ name }) => name);

test('COCO has eighty objects, each named by itself, its synonyms and their plurals', () => {
  expect(names).toHaveLength(80);
  expect(named('A puppy, two kittens and some people beside a sofa')).toEqual([
    'dog',
    'cat',
    'person',
    'couch',
  ]);
  expect(named('hot dogs on a dining table, wine glasses, a teddy bear')).toEqual([
    'hot dog',
    'dining table',
    'wine glass',
    'teddy bear',
  ]);
});

test('pairs are read as CHAIR reads them', () => {
  expect(named('a baby elephant and an adult bear')).toEqual(['elephant', 'bear']);
  expect(named("the baby elephants and a dog's ball")).toEqual(['elephant', 'dog', 'sports ball']);
  expect(named('a passenger jet over train tracks, a toilet seat, a home plate')).toEqual([
    'airplane',
    'toilet',
  ]);
});

test('names that COCO does not have are written as they are or in the plural, and keep their word', () => {
  const own = lexiconWithSynonyms(['dog', 'stool', 'chair', 'lamp']);
  const found = mentionsIn('two puppies, stools, a seat, lamps and a cat', own).map(({ name }) => name);
  expect(found).toEqual(['dog', 'stool', 'chair', 'lamp']);
});
