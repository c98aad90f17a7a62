import type { Exchange } from '../language/phrases.ts';
import { readingExchange, readingNarration } from '../language/reading.ts';
import type { Scene } from '../scene.ts';

/** The word on the sign, then the image described with it; null without a sign. */
export function ocrTurns(scene: Scene): Exchange[] | null {
  const reading = readingExchange(scene);
  const narration = readingNarration(scene);
  return reading && narration && [reading, narration];
}
