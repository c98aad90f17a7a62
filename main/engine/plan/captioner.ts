/** Who writes what: a server takes the rounds' recaptions over, specialists always answer for themselves. */
import type { Captioner, Plan } from '../../../shared/models.ts';

/** `round` is null for a specialist. */
export const captionerOf = ({ captioner }: Plan, round: number | null): Captioner =>
  captioner.kind === 'endpoint' && round === null ? { kind: 'torch' } : captioner;

/** What of it decides the captions; how fast they come and what they cost does not. */
export function identityOf(captioner: Captioner): unknown {
  if (captioner.kind !== 'endpoint') return captioner;
  const { kind, url, model } = captioner;
  return { kind, url, model };
}
