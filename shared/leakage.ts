/** What training has seen of what models are judged on: counts, as the leakage step found them. */
import { z } from 'zod';

/** A set that models learn from. Images are counted once, as exact where the very file stands on both sides. */
export const LeakingSet = z.strictObject({
  set: z.string(),
  images: z.int(),
  exact: z.int(),
  near: z.int(),
  /** Images whose text says thirteen words in a row that a benchmark says too. */
  text: z.int(),
  /** Of a specialist's set: images that stand, exactly or nearly, in the pretraining or SFT data too. Null for other sets. */
  alsoTrained: z.int().nullable(),
});
export type LeakingSet = z.infer<typeof LeakingSet>;

/** A benchmark, or the held-out set. */
export const LeakedBenchmark = z.strictObject({
  benchmark: z.string(),
  images: z.int(),
  /** Of them, those that some training set has. */
  exact: z.int(),
  near: z.int(),
  items: z.int(),
  /** Items with thirteen words in a row; shorter ones cannot be told from everyday questions. */
  comparable: z.int(),
  text: z.int(),
});
export type LeakedBenchmark = z.infer<typeof LeakedBenchmark>;

export const Leakage = z.strictObject({
  /** Bits of 64 by which two pictures may differ and still be near. */
  distance: z.int(),
  sets: z.array(LeakingSet),
  benchmarks: z.array(LeakedBenchmark),
  /** Images left out of training; 0 where the plan does not ask for it. */
  excluded: z.int(),
});
export type Leakage = z.infer<typeof Leakage>;
