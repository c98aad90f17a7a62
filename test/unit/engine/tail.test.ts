import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastLines } from '../../../main/engine/tail.ts';
import { temporaryFolder } from '../../temporary.ts';

test('the last lines of a file, whole ones only; none of an absent file', async () => {
  const file = join(temporaryFolder('tail'), 'run.log');
  expect(await lastLines(file, 3)).toEqual([]);
  writeFileSync(file, 'one\ntwo\nthree\n');
  expect(await lastLines(file, 2)).toEqual(['two', 'three']);
  expect(await lastLines(file, 10)).toEqual(['one', 'two', 'three']);
  const lines = Array.from({ length: 5000 }, (_, i) => `${i} ${'x'.repeat(60)}`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  expect(await lastLines(file, 10)).toEqual(lines.slice(-10));
});
