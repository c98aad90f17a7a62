import type { Exchange } from '../language/phrases.ts';
import { readingExchange, readingNarration } from '../language/reading.ts';
import { randomFrom } from '../random.ts';
import type { Scene } from '../scene.ts';

/** of the scenes without a sign; half of all have one, so these are a quarter of the set. Whoever never saw such a scene reads words into every one. */
const signlessRate = 1 / 3;

/** The word on the sign, then the image described with it. */
export function ocrTurns(scene: Scene): Exchange[] | null {
  if (!scene.sign && !randomFrom(`${scene.key}/ocr`).chance(signlessRate)) return null;
  return [readingExchange(scene), readingNarration(scene)];
}
