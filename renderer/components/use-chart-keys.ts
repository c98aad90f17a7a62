/**
 * A chart's points by the keyboard: arrows go from one to the next as if the mouse did, Enter opens what lies behind it, Escape lets it go.
 * Answers what is to be read aloud.
 */
import { type KeyboardEvent, type RefObject, useState } from 'react';

type Figure = SVGSVGElement & { value?: unknown };

export function useChartKeys(
  host: RefObject<HTMLElement | null>,
  onPick: ((datum: unknown) => void) | undefined,
): { said: string; onKeyDown: (event: KeyboardEvent) => void } {
  const [at, setAt] = useState(-1);
  const [said, setSaid] = useState('');
  const onKeyDown = (event: KeyboardEvent): void => {
    const figure = host.current?.querySelector<Figure>('svg');
    if (!figure || !onPick || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && figure.value) onPick(figure.value);
    else if (event.key === 'Escape' && at >= 0) {
      setAt(-1);
      setSaid('');
      figure.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
    } else {
      const points = pointsOf(figure);
      const next = movedBy(event.key, at, points.length);
      const point = next === null ? undefined : points[next];
      if (next === null || !point) return;
      setAt(next);
      const { left, top, width, height } = point.getBoundingClientRect();
      const place = { clientX: left + width / 2, clientY: top + height / 2 };
      figure.dispatchEvent(
        new PointerEvent('pointermove', { pointerType: 'mouse', bubbles: true, ...place }),
      );
      setSaid((figure.value as { words?: string } | null)?.words ?? '');
    }
    event.preventDefault();
  };
  return { said, onKeyDown };
}

/** From left to right, whichever mark drew them. */
const pointsOf = (figure: SVGSVGElement): Element[] =>
  [...figure.querySelectorAll('g[aria-label="dot"] > *')].sort(
    (a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left,
  );

/** The next point's index; null for a key that goes nowhere. */
export function movedBy(key: string, at: number, points: number): number | null {
  if (points === 0) return null;
  if (key === 'ArrowRight') return Math.min(points - 1, at + 1);
  if (key === 'ArrowLeft') return Math.max(0, at - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? points - 1 : null;
}
