import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint, readStamp, removeStamp, writeStamp } from '../../../../main/engine/setup/stamp.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'squared-stamp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('an installation that was never finished has no stamp', () => {
  expect(readStamp(join(folder, 'stamp'))).toBeNull();
});

test('a stamp is read back, replaced whole and removed', () => {
  const file = join(folder, 'deep', 'stamp');
  writeStamp(file, 'one');
  writeStamp(file, 'two');
  expect(readStamp(file)).toBe('two');
  expect(readdirSync(join(folder, 'deep'))).toEqual(['stamp']);
  removeStamp(file);
  removeStamp(file);
  expect(readStamp(file)).toBeNull();
});

test('fingerprints tell the parts apart, not only their joined text', () => {
  expect(fingerprint('a', 'b')).toBe(fingerprint('a', 'b'));
  expect(fingerprint('ab', '')).not.toBe(fingerprint('a', 'b'));
});
