import type { Exchange } from '../language/phrases.ts';
import { relationExchanges, relationNarration } from '../language/relation.ts';
import type { Scene } from '../scene.ts';

/** Four true-or-false statements, then all that can be said; null for scenes without a clear pair of neighbours. */
export function spatialTurns(scene: Scene): Exchange[] | null {
  const statements = relationExchanges(scene, 4);
  const narration = relationNarration(scene);
  return statements && narration && [...statements, narration];
}
