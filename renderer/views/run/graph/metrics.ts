/** The graph's measures in pixels, and where columns, rows and the tracks between them lie. Pure. */
export const nodeWidth = 124;
export const nodeHeight = 38;
export const labelWidth = 152;
export const margin = 10;

export const gapBetweenColumns = 20;
export const gapBetweenRows = 12;
const trackWidth = 6;

export interface Metrics {
  /** Left edge of each column. */
  readonly columns: readonly number[];
  /** Upper edge of each row; the last one is where a further row would begin. */
  readonly rows: readonly number[];
}

export const trackRoom = (tracks: number): number => tracks * trackWidth;

/** Of the track of that number in the gap before an edge; 0 is the nearest to it. */
export const trackPlace = (edge: number, track: number): number => edge - trackWidth - track * trackWidth;

/** Where things of one size begin, each behind its gap and what else stands before it. */
export function edges(start: number, size: number, gap: number, before: readonly number[]): number[] {
  let edge = start - gap;
  return before.map((extra) => {
    const begins = edge + gap + extra;
    edge = begins + size;
    return begins;
  });
}
