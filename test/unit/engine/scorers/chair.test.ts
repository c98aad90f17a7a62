import { expect, test } from 'vitest';
import type { BenchmarkItem } from '../../../../main/engine/scorers/benchmark.ts';
import { chair } from '../../../../main/engine/scorers/chair.ts';
import { chairWordsOf, objectsIn } from '../../../../main/engine/scorers/chair-words.ts';
import { singularOf } from '../../../../main/engine/scorers/english-singular.ts';
import { treebankWords } from '../../../../main/engine/scorers/treebank-words.ts';
import { golden } from './golden.ts';
import { benchWith } from './support.ts';

const found = golden<{
  synonyms: string;
  singular: [string, string][];
  tokens: [string, string[]][];
  words: [string, string[], string[]][];
  categories: { id: number; name: string }[];
  instances: [number, number][];
  references: [number, string][];
  captions: [number, string, string[], string[], number, number][];
  CHAIRs: number;
  CHAIRi: number;
}>('chair');

test('words in the singular, as pattern.en has them', () => {
  expect(found.singular.filter(([word, singular]) => singularOf(word) !== singular)).toEqual([]);
});

test('captions cut into words, as NLTK cuts them', () => {
  for (const [text, words] of found.tokens) expect(treebankWords(text.toLowerCase())).toEqual(words);
});

test('the objects a caption names', () => {
  const known = chairWordsOf(found.synonyms);
  for (const [text, words, objects] of found.words)
    expect(objectsIn(text, known)).toEqual({ words, objects });
});

const official = (parts: 'one' | 'two') => {
  const ids = found.captions.map(([id]) => id);
  const half = (part: number) => (_: unknown, i: number) => parts === 'one' || i % 2 === part;
  const annotations = found.instances.map(([image_id, category_id], id) => ({ id, image_id, category_id }));
  const captions = found.references.map(([image_id, caption], id) => ({ id, image_id, caption }));
  const images = ids.map((id) => ({ id, file_name: `${id}.jpg` }));
  const files: Record<string, unknown> = { 'chair/synonyms.txt': found.synonyms };
  for (const part of parts === 'one' ? [0] : [0, 1]) {
    files[`chair/instances_${part}.json`] = {
      images: images.filter(half(part)),
      annotations: annotations.filter(
        ({ image_id }) => parts === 'one' || ids.indexOf(image_id) % 2 === part,
      ),
      categories: found.categories,
    };
    files[`chair/captions_${part}.json`] = { annotations: captions.filter(half(part)) };
  }
  return files;
};

test.each(['one', 'two'] as const)(
  'truths, scores and both figures of a whole run, in %s part(s)',
  async (parts) => {
    const items = (await chair.read(await benchWith(official(parts)))) ?? [];
    const said = new Map(found.captions.map(([id, caption]) => [String(id), caption]));
    const byId = new Map(items.map((item) => [item.id, item]));
    for (const [id, caption, , there, imagines] of found.captions) {
      const item = byId.get(String(id)) as BenchmarkItem;
      expect(item.truth).toMatchObject({ objects: there });
      expect(chair.score(item, caption)).toBe(1 - imagines);
    }
    expect(chair.details(items, said)).toMatchObject({ CHAIRs: found.CHAIRs, CHAIRi: found.CHAIRi });
  },
);

test('says what is missing or does not fit', async () => {
  const { 'chair/synonyms.txt': synonyms, ...rest } = official('one');
  await expect(chair.read(await benchWith(rest))).rejects.toThrow(/synonyms\.txt is missing/);
  const short = { ...rest, 'chair/synonyms.txt': String(synonyms).replace(/^person.*\n/, '') };
  await expect(chair.read(await benchWith(short))).rejects.toThrow(/lacks the category "person"/);
  expect(await chair.read(await benchWith({}))).toBeNull();
});

test('reference captions of other images are counted', async () => {
  const files = official('one');
  const foreign = { annotations: [{ image_id: 99999, caption: 'a dog' }] };
  const left: unknown[] = [];
  await chair.read(
    await benchWith({ ...files, 'chair/captions_0.json': foreign }),
    undefined,
    (what, count) => left.push([what, count]),
  );
  expect(left).toEqual([['reference captions', 1]]);
});
