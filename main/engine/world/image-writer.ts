import { writeFileSync } from 'node:fs';
import type { Art } from './art.ts';
import { drawScene, encodeJpeg } from './draw.ts';
import type { Scene } from './scene.ts';

/** While some scenes are encoded and written, the next are drawn; more than this many at once gains nothing. */
const inFlight = 8;

/** Draws scenes and writes them as JPEG files. `write` waits only when enough work is already under way. */
export function makeImageWriter(art: Art) {
  const running = new Set<Promise<void>>();
  let failure: unknown = null;

  async function save(scene: Scene, path: string): Promise<void> {
    const jpeg = await encodeJpeg(drawScene(scene, art));
    // a few kilobytes: written in place it costs a third of what the trips through the thread pool do
    writeFileSync(path, jpeg);
  }
  return {
    /** Throws what an earlier write failed with, at the latest in `finish`. */
    async write(scene: Scene, path: string): Promise<void> {
      const task = save(scene, path)
        .catch((error: unknown) => {
          failure ??= error;
        })
        .finally(() => running.delete(task));
      running.add(task);
      if (running.size >= inFlight) await Promise.race(running);
      if (failure) throw failure;
    },
    /** Waits until nothing is being written any more. */
    async finish(): Promise<void> {
      await Promise.all(running);
      if (failure) throw failure;
    },
  };
}
