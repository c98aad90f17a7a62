import type { Scene } from '../scene.ts';

/** An image of the benchmark folder with what it shows; all benchmarks share these. */
export interface BenchImage {
  id: number;
  /** relative to bench/ */
  file: string;
  scene: Scene;
}

/**
 * Takes `count` questions spread evenly over the images: the first of every image in turn, then the second of every
 * image, and so on. Fewer when the images have no more; none twice.
 */
export function spread<T>(
  images: readonly BenchImage[],
  questionsOf: (image: BenchImage) => readonly T[],
  count: number,
): { image: BenchImage; item: T }[] {
  const candidates = images.map((image) => ({ image, items: questionsOf(image) }));
  const most = Math.max(0, ...candidates.map(({ items }) => items.length));
  const taken: { image: BenchImage; item: T }[] = [];
  for (let round = 0; round < most && taken.length < count; round++) {
    for (const { image, items } of candidates) {
      if (round < items.length && taken.length < count) taken.push({ image, item: items[round] });
    }
  }
  return taken;
}
