import { sans } from './svg-text.ts';
import { textSize } from './table-layout.ts';
import type { Measure } from './wrap.ts';

/** A drawing may be opened where its typeface is missing; what stands in for it is wider by about this. */
const roomForOthers = 1.1;

/** Measures as the drawings' typeface will be drawn. */
export function textMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error('This window has no canvas to measure text with.');
  return (text, weight) => {
    context.font = `${weight} ${textSize}px ${sans}`;
    return context.measureText(text).width * roomForOthers;
  };
}
