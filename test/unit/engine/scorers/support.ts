import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BenchmarkItem } from '../../../../main/engine/scorers/benchmark.ts';

export function item(id: string, truth: unknown): BenchmarkItem {
  return { id, image: 'a.jpg', prompt: '?', truth };
}

/** Gone when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'squared-measure-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A `bench` folder with these files; objects are written as JSON. Gone when the test ends. */
export async function benchWith(files: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    const isText = typeof content === 'string' || Buffer.isBuffer(content);
    await writeFile(file, isText ? content : JSON.stringify(content));
  }
  return folder;
}
