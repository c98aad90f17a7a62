import { expect, test } from 'vitest';
import { exportName, withId } from '../../../../main/engine/export/file-names.ts';

test.each([
  ['a.jpg', 'a.jpg'],
  ['folder/a b.png', 'folder/a b.png'],
  ['./folder//a.png', 'folder/a.png'],
  ['folder\\a.png', 'folder/a.png'],
  ['straße/🦊.webp', 'straße/🦊.webp'],
  ['what?.jpg', 'what_-7.jpg'],
  ['con.jpg', '_con-7.jpg'],
  ['AUX/a.jpg', '_AUX/a-7.jpg'],
  ['a. /b.jpg', 'a_/b-7.jpg'],
])('%j goes to %j', (name, expected) => {
  expect(exportName(name, 7)).toEqual({ name: expected });
});

test.each([
  '../a.jpg',
  'a/../../b.jpg',
  '/etc/passwd',
  'C:\\a.jpg',
  'https://host/a.jpg',
  'a\u0000.jpg',
  ' ',
  '.',
])('%j leaves the folder and is refused', (name) => {
  expect(exportName(name, 7)).toHaveProperty('refused');
});

test('a name that is too long keeps its ending and stays its own', () => {
  const made = exportName(`${'ü'.repeat(300)}.jpeg`, 7) as { name: string };
  expect(made.name).toMatch(/^ü+-7\.jpeg$/);
  expect(Buffer.byteLength(made.name)).toBeLessThan(255);
});

test('a name that is taken gets the id before its ending', () => {
  expect(withId('folder.x/a', 7)).toBe('folder.x/a-7');
  expect(withId('folder/a.b.png', 7)).toBe('folder/a.b-7.png');
});
