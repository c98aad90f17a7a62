/** The spatial specialist's lessons: every answer is checked against the marked objects by a plainer reckoning than the builder's. */
import { expect, test } from 'vitest';
import type { AnnotatedImage, AnnotatedObject } from '../../../../main/engine/specialists/annotated.ts';
import { boxText } from '../../../../main/engine/specialists/boxes.ts';
import { named } from '../../../../main/engine/specialists/naming.ts';
import { spatialTurns } from '../../../../main/engine/specialists/spatial.ts';
import { image, object, randomImage } from './annotated.ts';

const middle = ({ box }: AnnotatedObject) => [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const;
const size = ({ box }: AnnotatedObject) => (box[2] - box[0]) * (box[3] - box[1]);
const away = ({ centre }: AnnotatedObject) => Math.hypot(...(centre as [number, number, number]));
const deep = ({ centre }: AnnotatedObject) => (centre as [number, number, number])[2];
const tall = (one: AnnotatedObject) => (one.size as [number, number, number])[1];

/** Whether a word holds at all: no margins. */
const holds: Record<string, (a: AnnotatedObject, b: AnnotatedObject) => boolean> = {
  'left of': (a, b) => middle(a)[0] < middle(b)[0],
  'right of': (a, b) => middle(a)[0] > middle(b)[0],
  above: (a, b) => middle(a)[1] < middle(b)[1],
  below: (a, b) => middle(a)[1] > middle(b)[1],
  'inside the outline of': (a, b) => size(a) < size(b) && boxesMeet(a, b),
  'larger in the image than': (a, b) => size(a) > size(b),
  'smaller in the image than': (a, b) => size(a) < size(b),
  'in front of': (a, b) => deep(a) < deep(b),
  behind: (a, b) => deep(a) > deep(b),
  'nearer to the camera than': (a, b) => away(a) < away(b),
  'farther from the camera than': (a, b) => away(a) > away(b),
  'taller than': (a, b) => tall(a) > tall(b),
  'shorter than': (a, b) => tall(a) < tall(b),
};
const boxesMeet = ({ box: a }: AnnotatedObject, { box: b }: AnnotatedObject) =>
  a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** The parts of "the dog is left of the cat", found by trying every object and word. */
function parts(statement: string, marked: AnnotatedImage) {
  for (const first of marked.objects) {
    for (const word of Object.keys(holds)) {
      for (const second of marked.objects) {
        if (statement === `${named(first, marked)} is ${word} ${named(second, marked)}.`)
          return { first, word, second };
      }
    }
  }
  throw new Error(`Not a statement about the image: ${statement}`);
}

test('statements, places, orders and boxes of random images are all true, and as many are false as true', () => {
  const seen = new Map<string, number>();
  const count = (kind: string) => seen.set(kind, (seen.get(kind) ?? 0) + 1);
  for (let index = 0; index < 400; index++) {
    const marked = randomImage(index);
    for (const { user, assistant } of spatialTurns(marked, 1)) {
      const judged = / is that true\?$/.exec(user);
      const seenFrom = /^where is (.+), seen from (.+)\?$/.exec(user);
      const asked = /^what is (.+) (the .+)\? answer with its box\.$/.exec(user);
      const which = /^which is nearer to the camera, (the .+) or (the .+)\?$/.exec(user);
      const meant = /^where is the (\w+) that is (left of|right of|above|below) (the \w+)\?$/.exec(user);
      const byName = (name: string) => marked.objects.find((one) => named(one, marked) === name);
      if (judged) {
        const { first, word, second } = parts(user.slice(0, judged.index), marked);
        expect(holds[word]?.(first, second), `${index}: ${user}`).toBe(assistant === 'yes');
        count(assistant);
      } else if (user === 'where are the things?') {
        for (const sentence of assistant.match(/[^.]+\./g) ?? []) {
          const { first, word, second } = parts(sentence.trim(), marked);
          expect(holds[word]?.(first, second), sentence).toBe(true);
        }
        count('narration');
      } else if (seenFrom) {
        const { first, word, second } = parts(`${seenFrom[1]} is ${assistant}`, marked);
        expect(holds[word]?.(first, second), user).toBe(true);
        expect(named(second, marked)).toBe(seenFrom[2]);
        count('seen from');
      } else if (user === 'what is nearest to the camera? answer with its box.') {
        const [nearest] = [...marked.objects].sort((a, b) => away(a) - away(b));
        expect(assistant).toBe(boxText((nearest as AnnotatedObject).box, marked));
        count('nearest');
      } else if (asked) {
        const second = byName(asked[2] as string) as AnnotatedObject;
        const there = marked.objects.filter(
          (one) => one !== second && holds[asked[1] as string]?.(one, second),
        );
        expect(there.map(({ box }) => boxText(box, marked))).toEqual([assistant]);
        count('beside');
      } else if (which) {
        const [one, other] = [byName(which[1] as string), byName(which[2] as string)] as AnnotatedObject[];
        const nearer = away(one as AnnotatedObject) < away(other as AnnotatedObject) ? one : other;
        expect(assistant).toBe(`${named(nearer as AnnotatedObject, marked)}.`);
        count('nearer');
      } else if (user === 'name the things from near to far.') {
        const order = [...marked.objects].sort((a, b) => away(a) - away(b));
        expect(assistant).toBe(`${order.map((one) => named(one, marked)).join(', ')}.`);
        count('order');
      } else if (meant) {
        const second = byName(meant[3] as string) as AnnotatedObject;
        const alike = marked.objects.filter(({ category }) => category === meant[1]);
        expect(alike.length).toBeGreaterThan(1);
        const there = alike.filter((one) => holds[meant[2] as string]?.(one, second));
        expect(there.map(({ box }) => boxText(box, marked))).toEqual([assistant]);
        count('meant');
      } else throw new Error(`An unknown question: ${user}`);
    }
  }
  expect(seen.get('yes')).toBe(seen.get('no'));
  for (const kind of ['narration', 'seen from', 'nearest', 'beside', 'nearer', 'order', 'meant'])
    expect(seen.get(kind), kind).toBeGreaterThan(10);
});

const cat = object('cat', [5, 40, 25, 60]);
const dog = object('dog', [70, 40, 90, 60]);

test('two things side by side: what is asked, word for word', () => {
  const turns = new Map(spatialTurns(image([cat, dog]), 1).map(({ user, assistant }) => [user, assistant]));
  expect(turns.get('where are the things?')).toBe('the cat is left of the dog.');
  const beside = [...turns].find(([user]) => user.endsWith('answer with its box.'));
  expect([
    ['what is left of the dog? answer with its box.', '[050,400,250,599]'],
    ['what is right of the cat? answer with its box.', '[699,400,899,599]'],
  ]).toContainEqual(beside);
  expect([...turns.values()].filter((answer) => answer === 'yes')).toHaveLength(2);
  expect([...turns.values()].filter((answer) => answer === 'no')).toHaveLength(2);
});

test('the same seed gives the same lessons, another seed others', () => {
  const marked = randomImage(7);
  expect(spatialTurns(marked, 1)).toEqual(spatialTurns(marked, 1));
  expect(spatialTurns(marked, 1)).not.toEqual(spatialTurns(marked, 2));
});

test('of two alike, each is called by its box', () => {
  const turns = spatialTurns(image([object('cat', [5, 70, 25, 90]), cat, dog]), 1);
  const text = turns.map(({ user, assistant }) => `${user} ${assistant}`).join(' ');
  expect(text).toContain('the cat [050,');
  expect(text).not.toMatch(/the cat (is|seen|or)/);
});

test.for([
  ['one thing alone', [cat]],
  ['two things at one place', [cat, object('dog', [6, 41, 26, 61])]],
  ['a thing beside a crowd', [cat, object('people', [60, 10, 99, 90], { crowd: true })]],
  ['a thing beside a speck', [cat, object('dog', [80, 40, 84, 44])]],
] as const)('%s teaches nothing', ([, objects]) => {
  expect(spatialTurns(image(objects), 1)).toEqual([]);
});

test('where some of a crowd may stand, nothing is asked for by its side', () => {
  const crowd = object('people', [60, 0, 99, 20], { crowd: true });
  const users = spatialTurns(image([cat, dog, crowd]), 1).map(({ user }) => user);
  expect(users.length).toBeGreaterThan(3);
  expect(users.filter((user) => user.endsWith('answer with its box.'))).toEqual([]);
});
