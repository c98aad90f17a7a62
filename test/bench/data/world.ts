/** How fast the embedded world is written to disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWorld } from '../../../main/engine/world/write.ts';
import type { Figure } from '../figures.ts';

const sizes = { pretrain: 6000, sft: 0, sftVal: 0, spatial: 0, grounding: 0, ocr: 0, bench: 0 };

export async function figures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'squared-bench-'));
  try {
    // Once small, so that art and fonts are in memory as in a run's second set.
    await writeWorld(join(folder, 'warm'), { seed: 1, sizes: { ...sizes, pretrain: 200 } });
    const began = performance.now();
    await writeWorld(join(folder, 'world'), { seed: 1, sizes });
    const rate = sizes.pretrain / ((performance.now() - began) / 1000);
    const name = `Emoji World written to disk (${availableParallelism()} cores)`;
    return [{ name, value: rate, unit: 'images/s', goal: 1500 }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
