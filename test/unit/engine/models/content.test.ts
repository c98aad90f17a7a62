import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { contentOf } from '../../../../main/engine/models/content.ts';
import { resources } from '../../../../main/engine/places.ts';
import { temporaryFolder } from '../../../temporary.ts';

let home: string;
beforeEach(() => {
  home = temporaryFolder('home');
  vi.stubEnv('SQUARED_HOME', home);
});

async function copyOfPico(): Promise<string> {
  const folder = join(temporaryFolder('model'), 'mine');
  await cp(join(resources, 'models', 'pico'), folder, { recursive: true });
  return folder;
}

test('the same files have the same content wherever they lie; what decides nothing is not part of it', async () => {
  const [one, other] = [await copyOfPico(), await copyOfPico()];
  const content = contentOf(one);
  writeFileSync(join(other, 'README.md'), '# Mine');
  expect(contentOf(other)).toBe(content);
  writeFileSync(join(other, 'chat_template.jinja'), 'another');
  expect(contentOf(other)).not.toBe(content);
});

test('a changed weight is another model; what was hashed once is not read again', async () => {
  const folder = await copyOfPico();
  const file = join(folder, 'model.safetensors');
  utimesSync(file, 1000, 1000);
  const content = contentOf(folder);
  const bytes = readFileSync(file);
  bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
  writeFileSync(file, bytes);
  // Of the same size and time, it is taken for what it was: that is what the list is for.
  utimesSync(file, 1000, 1000);
  expect(contentOf(folder)).toBe(content);
  utimesSync(file, 2000, 2000);
  const changed = contentOf(folder);
  expect(changed).not.toBe(content);
  // Without the list, or with a damaged one, the answer is the same.
  writeFileSync(join(home, 'model-hashes.json'), '{');
  expect(contentOf(folder)).toBe(changed);
});
