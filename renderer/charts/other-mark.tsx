/** The mark by which another experiment's points are known, as it stands in legends and beside names. */
import { otherLook } from '../../shared/charts/model-points.ts';

export function OtherMark({ at }: { at: number }) {
  const { symbol, colour } = otherLook(at);
  return (
    <svg width="11" height="11" aria-hidden="true" fill="none" stroke={colour} strokeWidth="1.5">
      {symbol === 'square' ? (
        <rect x="2" y="2" width="7" height="7" />
      ) : (
        <path d="M5.5 1.5 L9.5 9 H1.5 Z" strokeLinejoin="round" />
      )}
    </svg>
  );
}
