import { groundedLong, groundedShort, whereExchanges } from '../language/grounding.ts';
import type { Exchange } from '../language/phrases.ts';
import type { Scene } from '../scene.ts';

/** Where each thing is, then the image described with boxes, briefly and at length; null when nothing may be boxed. */
export function groundingTurns(scene: Scene): Exchange[] | null {
  const short = groundedShort(scene);
  const long = groundedLong(scene);
  return short && long && [...whereExchanges(scene), short, long];
}
