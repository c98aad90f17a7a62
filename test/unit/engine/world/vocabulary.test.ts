import { expect, test } from 'vitest';
import { loadArt } from '../../../../main/engine/world/art.ts';
import { backgrounds } from '../../../../main/engine/world/background.ts';
import { glyphs } from '../../../../main/engine/world/font.ts';
import { categories, kinds } from '../../../../main/engine/world/kinds.ts';
import { everyText } from '../../../../main/engine/world/language/every-text.ts';
import { makeScene, sizes } from '../../../../main/engine/world/scene.ts';
import { signWords } from '../../../../main/engine/world/words.ts';

test('64 kinds in eight categories of eight, 64 sign words of three to five letters', () => {
  expect(kinds).toHaveLength(64);
  for (const category of categories) {
    expect(kinds.filter((kind) => kind.category === category)).toHaveLength(8);
  }
  expect(signWords).toHaveLength(64);
  for (const word of signWords) expect(word).toMatch(/^[a-z]{3,5}$/);
});

test('no word means two things', () => {
  const names = kinds.flatMap((kind) => [kind.name, kind.plural]);
  const words = [...names, ...categories, ...backgrounds, ...signWords];
  expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([]);
  for (const word of words) expect(word).toMatch(/^[a-z]+$/);
});

test('a sign word appears in no text but the two that read it', () => {
  for (let index = 0; index < 200; index++) {
    const { reading, readingNarration, ...others } = everyText(makeScene(3, 'pico', index));
    const words = new Set(JSON.stringify(others).match(/[a-z]+/g));
    expect(signWords.filter((word) => words.has(word))).toEqual([]);
  }
});

test('every letter of every sign word has a distinct shape', () => {
  const letters = [...new Set(signWords.join(''))];
  const shapes = letters.map((letter) => JSON.stringify(glyphs.get(letter)));
  expect(new Set(shapes).size).toBe(letters.length);
});

test('every icon fills its box: ink touches two opposite edges', async () => {
  const { icons } = await loadArt();
  for (const kind of kinds) {
    const side = sizes.large;
    const pixels = icons.get(kind.name)?.large as Uint8Array;
    expect(pixels).toHaveLength(side * side * 4);
    const inked = (x: number, y: number) => pixels[(y * side + x) * 4 + 3] > 32;
    const steps = Array.from({ length: side }, (_, step) => step);
    const touchesSides = steps.some((y) => inked(0, y)) && steps.some((y) => inked(side - 1, y));
    const touchesEnds = steps.some((x) => inked(x, 0)) && steps.some((x) => inked(x, side - 1));
    expect(touchesSides || touchesEnds, kind.name).toBe(true);
  }
});
