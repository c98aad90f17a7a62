import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
