/** Relations hold where they are clear, are left out where they are not, and agree with the embedded world's. */
import { expect, test } from 'vitest';
import { singlesOf } from '../../../../main/engine/specialists/naming.ts';
import { type Rule, relationsBy } from '../../../../main/engine/specialists/relations.ts';
import {
  crossed,
  inside,
  pictureSize,
  rules2d,
  side,
} from '../../../../main/engine/specialists/relations-2d.ts';
import {
  byDistance,
  depth,
  height,
  nearestOf,
  nearness,
  rules3d,
} from '../../../../main/engine/specialists/relations-3d.ts';
import { relationsOf } from '../../../../main/engine/world/language/relation.ts';
import { makeScene } from '../../../../main/engine/world/scene.ts';
import { image, object, ofScene, randomImage } from './annotated.ts';

test('over the scenes of Emoji World, sides are those that the world tells', () => {
  let told = 0;
  for (let index = 0; index < 300; index++) {
    const scene = makeScene(5, 'spatial', index);
    const marked = ofScene(scene);
    const ours = relationsBy(side, singlesOf(marked), marked).map(({ first, word, second }) =>
      [first.category, word, second.category].join(' '),
    );
    const theirs = relationsOf(scene).map((relation) => relation.join(' '));
    expect(ours).toEqual(theirs);
    told += ours.length;
  }
  expect(told).toBeGreaterThan(400);
});

const dog = object('dog', [10, 40, 30, 60]);

test.for([
  ['right of it', [70, 40, 90, 60], 'left of'],
  ['below it', [10, 70, 30, 95], 'above'],
  ['to the right and as far below', [60, 80, 80, 99], null],
  ['hardly to the right', [31, 40, 33, 60], null],
  ['far to the right, and over half of it', [20, 40, 98, 60], null],
  ['at the same place', [10, 40, 30, 60], null],
] as const)('a thing that stands %s', ([, box, word]) => {
  expect(side.word(dog, object('cat', box), image([]))).toBe(word);
});

test('what lies within another outline is inside it, and on no side of it', () => {
  const [cup, table] = [object('cup', [20, 20, 30, 30]), object('table', [5, 5, 95, 95])];
  expect(inside.word(cup, table, image([]))).toBe('inside the outline of');
  expect(inside.word(table, cup, image([]))).toBeNull();
  expect(side.word(cup, table, image([]))).toBeNull();
  expect(inside.word(object('cup', [0, 20, 30, 30]), table, image([]))).toBeNull();
  expect(pictureSize.word(table, cup, image([]))).toBe('larger in the image than');
  expect(pictureSize.word(cup, object('cat', [50, 50, 61, 61]), image([]))).toBeNull();
});

const at = (x: number, z: number, size?: [number, number, number]) =>
  object('thing', [0, 0, 10, 10], { centre: [x, 0, z], ...(size ? { size } : {}) });

test.for([
  ['straight behind', at(0, 2), at(0.2, 4), 'in front of', 'nearer to the camera than'],
  ['beside it, at the same distance', at(0, 2), at(1, 2), null, null],
  ['a little behind', at(0, 2), at(0, 2.2), null, null],
  ['behind, and farther to the side than behind', at(0, 2), at(3, 4), null, 'nearer to the camera than'],
  ['within its depth', at(0, 3, [4, 1, 4]), at(0, 4, [1, 1, 1]), null, 'nearer to the camera than'],
  ['nearer by its centre, farther by its edge', at(0, 2, [1, 1, 1]), at(0, 3, [6, 1, 6]), null, null],
  ['nobody knows where', at(0, 2), object('thing', [0, 0, 10, 10]), null, null],
] as const)('in space: a thing %s', ([, first, second, place, distance]) => {
  expect(depth.word(first, second, image([]))).toBe(place);
  expect(nearness.word(first, second, image([]))).toBe(distance);
});

test('heights are told by a quarter, in metres and not in pixels', () => {
  const [tower, man] = [at(0, 100, [9, 30, 9]), at(0, 3, [0.5, 1.8, 0.5])];
  expect(height.word(tower, man, image([]))).toBe('taller than');
  expect(height.word(man, at(0, 3, [0.5, 1.7, 0.5]), image([]))).toBeNull();
});

test('objects stand in order of distance only where every neighbour is clear', () => {
  const [near, middle, far] = [at(0, 1), at(0, 2), at(0, 4)];
  expect(byDistance([far, near, middle])).toEqual([near, middle, far]);
  expect(byDistance([far, near, middle, at(0, 2.1)])).toBeNull();
  expect(nearestOf([far, near, middle, at(0, 2.1)])).toBe(near);
  expect(nearestOf([far, middle, at(0, 2.1)])).toBeNull();
  expect(nearestOf([near])).toBeNull();
  expect(nearestOf([near, object('thing', [0, 0, 1, 1])])).toBeNull();
  expect(byDistance([near, object('thing', [0, 0, 1, 1])])).toBeNull();
});

test('over random images, each rule says the same from both sides, and never a word with its opposite', () => {
  const said = new Map<string, number>();
  for (let index = 0; index < 300; index++) {
    const marked = randomImage(index);
    for (const rule of [...rules2d, ...rules3d]) {
      for (const { first, word, second } of relationsBy(rule, marked.objects, marked)) {
        said.set(word, (said.get(word) ?? 0) + 1);
        const back = rule.word(second, first, marked);
        expect(back).toBe(rule.opposites[word] ?? null);
        if (rule === side) {
          const contrary = crossed(first, word, second);
          expect([null, 'left of', 'right of', 'above', 'below']).toContain(contrary);
          expect(contrary).not.toBe(word);
        }
      }
    }
  }
  const words = (rules: readonly Rule[]) => rules.flatMap(({ opposites }) => Object.keys(opposites));
  for (const word of words([...rules2d, ...rules3d])) expect(said.get(word), word).toBeGreaterThan(20);
  expect(said.get('inside the outline of')).toBeGreaterThan(10);
});
