/** Nearest benchmark image of every training image and the other way round, among a million perceptual hashes. */
import type { HashList } from '../../../main/engine/leakage/hash-list.ts';
import { imageHash } from '../../../main/engine/leakage/image-hash.ts';
import { indexHashes, nearestHashes } from '../../../main/engine/leakage/near-hashes.ts';
import { imageSizeOf } from '../../../main/engine/models/known.ts';
import { randomBits } from '../../../main/engine/stats/random.ts';
import type { Figure } from '../figures.ts';
import { timed } from './timed.ts';

const imageSize = imageSizeOf('pico');

/** Half of them training, half of them benchmarks: the most pairs that a million can make. */
const each = 500_000;
const planted = 10_000;

export async function leakage(): Promise<Figure[]> {
  return [await searching(4), await searching(8), await hashing()];
}

async function searching(distance: number): Promise<Figure> {
  const { training, benchmarks } = madeUp(distance);
  const { seconds, result } = await timed(`near pairs, ${distance} bits`, () => ({
    seen: nearestHashes(training, indexHashes(benchmarks), distance),
    met: nearestHashes(benchmarks, indexHashes(training), distance),
  }));
  const { seen, met } = result;
  const found = met.index.subarray(0, planted).reduce((count, index) => count + (index === -1 ? 0 : 1), 0);
  if (found !== planted || seen.index.every((index) => index === -1))
    throw new Error('A near pair was missed.');
  return {
    name: `near pairs among ${(2 * each).toLocaleString('en-US')} hashes, ${distance} bits`,
    value: seconds,
    unit: 's',
    goal: 60,
    least: true,
  };
}

/** Random hashes; the first benchmarks are training images with up to `distance` bits turned. */
function madeUp(distance: number): { training: HashList; benchmarks: HashList } {
  const next = randomBits(1);
  const random = (): HashList => ({
    high: Uint32Array.from({ length: each }, next),
    low: Uint32Array.from({ length: each }, next),
  });
  const [training, benchmarks] = [random(), random()];
  for (let i = 0; i < planted; i++) {
    let [high, low] = [training.high[i] as number, training.low[i] as number];
    for (let turned = 0; turned < i % (distance + 1); turned++) {
      const bit = next() % 64;
      if (bit < 32) high ^= 1 << bit;
      else low ^= 1 << (bit - 32);
    }
    benchmarks.high[i] = high;
    benchmarks.low[i] = low;
  }
  return { training, benchmarks };
}

async function hashing(): Promise<Figure> {
  const next = randomBits(2);
  const pixels = Uint8Array.from({ length: imageSize * imageSize * 3 }, () => next() & 255);
  const images = 20_000;
  const { seconds } = await timed('hashing', () => {
    for (let i = 0; i < images; i++) {
      pixels[i % pixels.length] = i & 255;
      imageHash(pixels, imageSize);
    }
  });
  return { name: 'decoded images hashed, one core', value: images / seconds, unit: 'images/s', goal: null };
}
