/** Captions with boxes under the paper's filters, short ones before long ones. */
import { expect, test } from 'vitest';
import { groundedCaption } from '../../../../main/engine/specialists/grounded-caption.ts';
import { curriculum, groundingLessons } from '../../../../main/engine/specialists/grounding.ts';
import { groundedShort } from '../../../../main/engine/world/language/grounding.ts';
import { groupsOf } from '../../../../main/engine/world/language/phrases.ts';
import { makeScene } from '../../../../main/engine/world/scene.ts';
import { image, object, ofScene } from './annotated.ts';

const dog = object('dog', [10, 20, 30, 40]);
const apple = object('apple', [50, 50, 60, 60]);
const answers = (...args: Parameters<typeof image>) =>
  new Map(groundingLessons(image(...args)).turns.map(({ user, assistant }) => [user, assistant]));

test('over the scenes of Emoji World, short captions are those that the world writes', () => {
  let compared = 0;
  for (let index = 0; index < 100; index++) {
    const scene = makeScene(5, 'grounding', index);
    const lesson = groundingLessons(ofScene(scene));
    expect(lesson.crowded).toBe(groupsOf(scene).some(({ objects }) => objects.length > 3));
    if (lesson.crowded) continue;
    const short = lesson.turns.find(({ user }) => user === 'name the things with their boxes.');
    expect(short?.assistant).toBe(groundedShort(scene)?.answer);
    compared++;
  }
  expect(compared).toBeGreaterThan(80);
});

test('things are named and sought, sizes are said where there is no caption', () => {
  expect([...answers([apple, dog])]).toEqual([
    ['where is the dog?', '[100,200,300,400]'],
    ['where is the apple?', '[500,500,599,599]'],
    ['name the things with their boxes.', 'a dog [100,200,300,400] and an apple [500,500,599,599].'],
    ['describe the image with boxes.', 'a small dog [100,200,300,400], a small apple [500,500,599,599].'],
  ]);
});

test('the longest caption that names something marked carries the boxes, and what it leaves out follows', () => {
  const captions = ['a dog.', 'One dog, asleep on the grass', 'it is a lovely and very long summer day here'];
  expect(answers([dog, apple], captions).get('describe the image with boxes.')).toBe(
    'One dog [100,200,300,400], asleep on the grass. also an apple [500,500,599,599].',
  );
});

const second = object('dog', [60, 20, 80, 40]);

test.for([
  ['Two DOGS run.', [dog, second], 'Two DOGS [100,200,300,400] [599,200,799,400] run.', 2],
  ['a dog runs after a dog', [dog, second], 'a dog runs after a dog.', 0],
  ['dogs', [dog], 'dogs.', 0],
  ['a dog and its dog house', [dog], 'a dog [100,200,300,400] and its dog house.', 1],
  [
    'hot dogs for people',
    [object('hot dog', [0, 0, 10, 10]), object('hot dog', [20, 0, 30, 10]), dog],
    'hot dogs [000,000,100,100] [200,000,300,100] for people.',
    2,
  ],
  ['nothing of that', [dog], 'nothing of that.', 0],
] as const)('"%s"', ([caption, objects, text, boxes]) => {
  const grounded = groundedCaption(caption, image(objects), objects);
  expect([grounded.text, grounded.named.size]).toEqual([text, boxes]);
});

test('a box over 70 % of the image is dropped and counted, and no caption names it', () => {
  const wall = object('wall', [0, 0, 100, 71]);
  const { turns, largeBoxes } = groundingLessons(image([wall, dog], ['a dog before a wall']));
  expect(largeBoxes).toBe(1);
  expect(turns.at(-1)?.assistant).toBe('a dog [100,200,300,400] before a wall.');
  expect(turns.some(({ user }) => user.includes('wall'))).toBe(false);
  expect(groundingLessons(image([object('wall', [0, 0, 100, 70])])).largeBoxes).toBe(0);
  expect(groundingLessons(image([wall]))).toEqual({ turns: [], largeBoxes: 1, crowded: false });
});

test('an image with more than three of a category, or a crowd of it, is dropped', () => {
  const dogs = [0, 20, 40, 60].map((x) => object('dog', [x, 0, x + 10, 10]));
  expect(groundingLessons(image(dogs)).crowded).toBe(true);
  expect(groundingLessons(image(dogs.slice(1))).crowded).toBe(false);
  expect(groundingLessons(image([apple, object('dog', [0, 0, 50, 50], { crowd: true })])).crowded).toBe(true);
});

test('the curriculum: short captions and places first, long captions second; nothing is lost', () => {
  const lessons = [
    { row: 1, turns: groundingLessons(image([dog])).turns },
    { row: 2, turns: [{ user: 'what is it?', assistant: 'a dog' }] },
  ];
  const stages = curriculum(lessons);
  expect(stages.map((stage) => stage.map(({ row, turns }) => [row, turns.map(({ user }) => user)]))).toEqual([
    [
      [1, ['where is the dog?', 'name the things with their boxes.']],
      [2, ['what is it?']],
    ],
    [[1, ['describe the image with boxes.']]],
  ]);
  expect(curriculum(lessons.slice(1))).toHaveLength(1);
  expect(curriculum([])).toEqual([]);
});
