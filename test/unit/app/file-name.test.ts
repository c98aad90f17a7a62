import { expect, test } from 'vitest';
import { fileNameOf } from '../../../main/app/file-name.ts';

test('a title becomes a name that every system takes', () => {
  expect(fileNameOf('POPE, each model’s score: 95 % café')).toBe('pope-each-model-s-score-95-cafe');
  expect(fileNameOf('../../etc/passwd')).toBe('etc-passwd');
  expect(fileNameOf('结果')).toBe('squared');
  expect(fileNameOf('word '.repeat(100))).toMatch(/^[a-z-]{1,80}$/);
});
