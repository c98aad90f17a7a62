import { expect, test } from 'vitest';
import { isThere, quotedTexts } from '../../../../main/engine/quality/quoted-text.ts';

test.each([
  ['a sign says open on grass.', ['open']],
  ['It says “Joe’s Bar” above and "no entry" below.', ['Joe’s Bar', 'no entry']],
  ["a 'stop' sign in the dogs' park", ['stop']],
  ["it's a dog's life", []],
  ['a label reading EXIT, then more', ['EXIT']],
  ['no sign on grass', []],
  ['"..." and \'\'', []],
  ['the sign says.', []],
  [`it says "${'x'.repeat(5000)}"`, []],
])('%j claims to read %j', (text, expected) => {
  expect(quotedTexts(text)).toEqual(expected);
});

test('a quotation is there when it is a part of what is written, whatever case and marks', () => {
  expect(isThere('Joe’s bar', ['JOES BAR & GRILL'])).toBe(true);
  expect(isThere('open', ['closed'])).toBe(false);
  expect(isThere('open', [])).toBe(false);
  expect(isThere('—', ['open'])).toBe(false);
});
