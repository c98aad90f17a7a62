import { altText } from '../language/alt.ts';
import type { Exchange } from '../language/phrases.ts';
import { briefPrompt } from '../language/prompts.ts';
import type { Scene } from '../scene.ts';

export function pretrainTurns(scene: Scene): Exchange[] {
  return [{ question: briefPrompt, answer: altText(scene) }];
}
