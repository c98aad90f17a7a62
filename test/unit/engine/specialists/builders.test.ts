/** Whole sets: what teaches nothing is counted with its reason, and nothing depends on the order of the images. */
import { expect, test } from 'vitest';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import type { AnnotatedText } from '../../../../main/engine/specialists/annotated.ts';
import {
  groundingSet,
  readingSet,
  spatialSet,
  trainingStages,
} from '../../../../main/engine/specialists/builders.ts';
import { image, object, randomImage } from './annotated.ts';

const cat = object('cat', [5, 40, 25, 60]);
const dog = object('dog', [70, 40, 90, 60]);

test('spatial: images without a clear pair are counted', async () => {
  const images = [
    { ...image([cat, dog]), name: 'a.jpg' },
    { ...image([cat]), name: 'b.jpg' },
    { ...image([]), name: 'c.jpg' },
  ];
  const { turns, filtered } = await spatialSet(images, 1);
  expect([...turns.keys()]).toEqual(['a.jpg']);
  expect(filtered).toEqual([
    {
      what: 'images without a clear relation',
      count: 2,
      why: 'no two objects in them stand clearly to each other',
    },
  ]);
});

test('grounding: both of the paper’s filters are counted, each image once', async () => {
  const cats = [0, 20, 40, 60].map((x) => object('cat', [x, 0, x + 10, 10]));
  const wall = object('wall', [0, 0, 100, 90]);
  const images = [[cat, wall], cats, [wall, object('floor', [0, 0, 99, 99])], [dog]].map((objects, at) => ({
    ...image(objects),
    name: `${at}.jpg`,
  }));
  const { turns, filtered } = await groundingSet(images);
  expect([...turns.keys()]).toEqual(['0.jpg', '3.jpg']);
  expect(filtered.map(({ what, count }) => [what, count])).toEqual([
    ['images with more than three instances of a category', 1],
    ['boxes over 70 % of their image', 3],
    ['images without anything to name', 1],
  ]);
});

const text = (name: string, words: string[], illegible = 0): AnnotatedText => ({
  name,
  width: 100,
  height: 100,
  words: words.map((word, at) => ({ text: word, box: [0, at * 20, 30, at * 20 + 10] })),
  illegible,
  captions: [],
});

test('reading: images without text are a quarter of the set, the rest is told', async () => {
  const images = [
    ...Array.from({ length: 6 }, (_, at) => text(`text-${at}.jpg`, [`word${at}`])),
    ...Array.from({ length: 9 }, (_, at) => text(`blank-${at}.jpg`, [])),
    text('blurred.jpg', [], 3),
  ];
  const { turns, filtered } = await readingSet(images, 1);
  const blank = [...turns.values()].filter(([first]) => first?.assistant === 'no text');
  expect([turns.size, blank.length]).toEqual([9, 3]);
  expect(filtered.map(({ what, count }) => [what, count])).toEqual([
    ['images without text', 6],
    ['images with illegible text only', 1],
  ]);
  const said = [...turns].flatMap(([, own]) => own).filter(({ assistant }) => assistant === 'no');
  expect(said).toHaveLength(6);
});

test('an image’s lessons depend on it and the seed alone', async () => {
  const images = Array.from({ length: 20 }, (_, index) => randomImage(index));
  const alone = (await spatialSet(images.slice(3, 4), 1)).turns.get('3.jpg');
  expect(alone?.length).toBeGreaterThan(3);
  expect((await spatialSet([...images].reverse(), 1)).turns.get('3.jpg')).toEqual(alone);
});

test('what the presets ask of the spatial and the grounding specialist is what these builders teach', async () => {
  const { specialists } = planOf('demo');
  const promptsOf = (name: string) => specialists.find((one) => one.name === name)?.prompts ?? [];
  const taught = (turns: ReadonlyMap<string, readonly { user: string }[]>) =>
    new Set(
      [...turns.values()]
        .flat()
        .map(({ user }) =>
          user.replace(/the (cat|dog)/, 'the {object}').replace(/the (cat|dog)/, 'the {other}'),
        ),
    );
  const images = Array.from({ length: 12 }, (_, at) => {
    const [first, second] =
      at % 2 === 0 ? [cat, dog] : [object('cat', [40, 5, 60, 25]), object('dog', [40, 70, 60, 90])];
    return { ...image([first, second]), name: `${at}.jpg` };
  });
  expect([...taught((await spatialSet(images, 1)).turns)]).toEqual(
    expect.arrayContaining(promptsOf('spatial')),
  );
  expect([...taught((await groundingSet(images)).turns)]).toEqual(
    expect.arrayContaining(promptsOf('grounding')),
  );
});

test('only the grounding specialist has two stages', async () => {
  const lessons = [...(await groundingSet([image([cat, dog])])).turns.values()].map((turns) => ({ turns }));
  expect(trainingStages(lessons, 'grounding')).toHaveLength(2);
  expect(trainingStages(lessons, 'spatial')).toEqual([lessons]);
  expect(trainingStages(lessons, undefined)).toEqual([lessons]);
});

test('a long building hears a cancel between images', async () => {
  const images = Array.from({ length: 1200 }, (_, index) => ({
    ...randomImage(index % 20),
    name: `${index}`,
  }));
  let pauses = 0;
  const stop = async () => {
    if (++pauses === 3) throw new Error('stopped');
  };
  await expect(spatialSet(images, 1, stop)).rejects.toThrow('stopped');
  expect(pauses).toBe(3);
});
