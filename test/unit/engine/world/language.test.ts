import { expect, test } from 'vitest';
import { categories, kindOf } from '../../../../main/engine/world/kinds.ts';
import { altText } from '../../../../main/engine/world/language/alt.ts';
import { countingExchange, countingExchanges } from '../../../../main/engine/world/language/counting.ts';
import { denseCaption } from '../../../../main/engine/world/language/dense.ts';
import { existenceExchanges } from '../../../../main/engine/world/language/existence.ts';
import { groundExchange } from '../../../../main/engine/world/language/ground.ts';
import {
  boxText,
  groundedLong,
  groundedShort,
  whereExchanges,
} from '../../../../main/engine/world/language/grounding.ts';
import { readingExchange, readingNarration } from '../../../../main/engine/world/language/reading.ts';
import {
  falseRelationsOf,
  relationExchanges,
  relationNarration,
  relationsOf,
} from '../../../../main/engine/world/language/relation.ts';
import { randomFrom } from '../../../../main/engine/world/random.ts';
import { makeScene, type Scene, type Size, sizes } from '../../../../main/engine/world/scene.ts';

/** A scene by hand: things as [kind, size, x, y], already in reading order. */
function sceneWith(things: [string, Size, number, number][], word: string | null = null): Scene {
  return {
    key: 'by hand',
    background: 'grass',
    cutout: { x: 0, y: 0, flip: false, tint: [1, 1, 1] },
    objects: things.map(([kind, size, x, y]) => ({
      kind,
      category: kindOf(kind).category,
      size,
      box: [x, y, x + sizes[size], y + sizes[size]],
      flip: false,
      tint: [1, 1, 1],
    })),
    sign: word === null ? null : { word, box: [60, 80, 90, 93], style: 0 },
  };
}

const dogAndApples = sceneWith(
  [
    ['dog', 'large', 0, 0],
    ['apple', 'small', 44, 0],
    ['apple', 'small', 72, 40],
  ],
  'open',
);
const scenes = Array.from({ length: 2000 }, (_, index) => makeScene(9, 'sft', index));

test('dense captions merge kinds, count them, and use sizes only where they agree', () => {
  expect(denseCaption(dogAndApples)).toBe('a large dog, two small apples and a sign on grass.');
  expect(denseCaption(sceneWith([['elephant', 'medium', 0, 0]]))).toBe('an elephant on grass.');
  const mixed = sceneWith([
    ['bus', 'large', 0, 0],
    ['bus', 'small', 60, 0],
    ['avocado', 'small', 60, 60],
  ]);
  expect(denseCaption(mixed)).toBe('two buses and a small avocado on grass.');
});

test('signs are read aloud, and only when there is one', () => {
  expect(readingExchange(dogAndApples).answer).toBe('open');
  expect(readingNarration(dogAndApples).answer).toBe('a sign says open on grass with a dog and two apples.');
  const signless = sceneWith([['dog', 'small', 0, 0]]);
  expect(readingExchange(signless).answer).toBe('no sign');
  expect(readingNarration(signless).answer).toBe('no sign on grass with a dog.');
});

test('counts, grounds and existence are answered from the truth', () => {
  expect(countingExchange(dogAndApples, kindOf('apple'))).toEqual({
    question: 'how many apples are there?',
    answer: '2',
  });
  expect(countingExchange(dogAndApples, kindOf('scarf'))).toEqual({
    question: 'how many scarves are there?',
    answer: '0',
  });
  expect(groundExchange(dogAndApples).answer).toBe('grass');
  for (const scene of scenes) {
    const questions = existenceExchanges(scene, 3);
    expect(new Set(questions.map(({ question }) => question)).size).toBe(3);
    for (const { question, answer } of questions) {
      const [, article, name] = question.match(
        /^is there (an?) ([a-z]+) in the image\?$/,
      ) as RegExpMatchArray;
      expect(article).toBe('aeiou'.includes(name[0]) ? 'an' : 'a');
      expect(answer).toBe(scene.objects.some((object) => object.kind === name) ? 'yes' : 'no');
    }
  }
});

test('about half of the existence answers are yes, and all counts from none to four are asked', () => {
  const answers = scenes.flatMap((scene) => existenceExchanges(scene, 3).map(({ answer }) => answer));
  const yes = answers.filter((answer) => answer === 'yes').length / answers.length;
  expect(yes).toBeGreaterThan(0.45);
  expect(yes).toBeLessThan(0.55);
  const counts = scenes.flatMap((scene) => countingExchanges(scene, 2).map(({ answer }) => answer));
  expect(new Set(counts)).toEqual(new Set(['0', '1', '2', '3', '4']));
});

test('alt texts: about four words, no kinds, 15 % wrong, 2 % empty', () => {
  const texts = scenes.map((scene) => ({ scene, words: altText(scene).split(' ') }));
  const mean = texts.reduce((sum, { words }) => sum + words.length, 0) / texts.length;
  expect(mean).toBeGreaterThan(3.4);
  expect(mean).toBeLessThan(4.4);
  const wrong = texts.filter(({ scene, words }) =>
    categories.some(
      (category) => words.includes(category) && scene.objects.every((object) => object.category !== category),
    ),
  );
  expect(wrong.length / texts.length).toBeGreaterThan(0.12);
  expect(wrong.length / texts.length).toBeLessThan(0.18);
  const empty = texts.filter(({ words }) => words.join('') === '').length / texts.length;
  expect(empty).toBeGreaterThan(0.01);
  expect(empty).toBeLessThan(0.035);
  for (const { scene, words } of texts) {
    expect(scene.objects.filter((object) => words.includes(object.kind))).toEqual([]);
    expect(words.join(' ')).not.toMatch(/\ba [aeiou]|\ban [^aeiou]|an? (food|clothing)\b/);
  }
});

test('relations need single things and one clear axis', () => {
  const row = sceneWith([
    ['dog', 'small', 0, 0],
    ['cat', 'small', 40, 8],
    ['frog', 'small', 60, 72],
  ]);
  expect(relationsOf(row)).toEqual([
    ['dog', 'left of', 'cat'],
    ['cat', 'right of', 'dog'],
    ['cat', 'above', 'frog'],
    ['frog', 'below', 'cat'],
  ]);
  expect(relationNarration(row)?.answer).toBe('the dog is left of the cat. the cat is above the frog.');
  expect(relationsOf(dogAndApples)).toEqual([]);
  expect(relationExchanges(dogAndApples, 4)).toBeNull();
});

test('a false relation is false along both axes', () => {
  const random = randomFrom('test');
  for (const scene of scenes) {
    const middle = (kind: string) => {
      const box = scene.objects.find((object) => object.kind === kind)?.box ?? [0, 0, 0, 0];
      return { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 };
    };
    for (const [first, relation, second] of falseRelationsOf(scene, random)) {
      const [a, b] = [middle(first), middle(second)];
      const holds = { 'left of': a.x < b.x, 'right of': a.x > b.x, above: a.y < b.y, below: a.y > b.y };
      expect(holds[relation], `${scene.key}: ${first} ${relation} ${second}`).toBe(false);
    }
  }
});

test('true-or-false questions are balanced and never repeat', () => {
  for (const scene of scenes) {
    const questions = relationExchanges(scene, 4);
    if (!questions) continue;
    expect(questions.map(({ answer }) => answer).sort()).toEqual(['no', 'no', 'yes', 'yes']);
    expect(new Set(questions.map(({ question }) => question)).size).toBe(4);
  }
});

test('boxes are written in thousandths, three digits each', () => {
  expect(boxText([0, 4, 48, 96])).toBe('[000,042,500,999]');
  expect(whereExchanges(dogAndApples)).toEqual([
    { question: 'where is the dog?', answer: '[000,000,416,416]' },
  ]);
  expect(groundedShort(dogAndApples)?.answer).toBe(
    'a dog [000,000,416,416], an apple [458,000,666,208] and an apple [749,416,957,624].',
  );
  expect(groundedLong(dogAndApples)?.answer).toBe(
    'a large dog [000,000,416,416], a small apple [458,000,666,208], a small apple [749,416,957,624] on grass.',
  );
});

test('a kind that stands four times is not boxed', () => {
  const four = [0, 24, 48, 72].map((x): [string, Size, number, number] => ['pig', 'small', x, 0]);
  expect(groundedShort(sceneWith(four))).toBeNull();
  expect(groundedLong(sceneWith([...four.slice(1), ['hat', 'medium', 0, 60]]))?.answer).toContain('a hat [');
});
