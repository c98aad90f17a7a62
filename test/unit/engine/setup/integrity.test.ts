import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { integrityOf, requireIntegrity } from '../../../../main/engine/setup/integrity.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'squared-integrity-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// The well-known SHA-512 of "abc" (FIPS 180-2, appendix C.1), in base64.
const abc = 'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==';

test('the integrity text is the one npm writes', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, 'abc');
  expect(await integrityOf(file)).toBe(abc);
  await requireIntegrity(file, abc);
});

test('a file with one byte more is refused, and both hashes are named', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, 'abc');
  appendFileSync(file, '!');
  await expect(requireIntegrity(file, abc)).rejects.toThrow(
    /not the file this project expects[\s\S]*3a81oZNh/,
  );
});
