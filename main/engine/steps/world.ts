import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultSizes, smokeSizes } from '../world/sets/sizes.ts';
import { writeWorld } from '../world/write.ts';
import { done, type RunStep } from './step-context.ts';

/** Draws the embedded world into the experiment's folder as ordinary files. */
export const drawWorld: RunStep = async ({ plan, places, signal, progress }) => {
  if (plan.dataset.kind !== 'world') throw new Error('Only the embedded world is drawn.');
  // world.json is written last: with it the world is whole, without it half of one may lie there.
  if (!existsSync(join(places.world, 'world.json'))) {
    await rm(places.world, { recursive: true, force: true });
    const { seed } = plan.dataset;
    const sizes = plan.dataset.sizes === 'smoke' ? smokeSizes : defaultSizes;
    // As many raw images again, where a control asks what they would have brought.
    const more = plan.controls.includes('more-data') ? sizes.pretrain : 0;
    await writeWorld(
      places.world,
      { seed, sizes: { ...sizes, more } },
      { signal, onProgress: (now) => progress(now.done, now.total) },
    );
  }
  return done();
};
