/** The span of a chart's value axis. Pure. */
interface Spanning {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** What the points need with room for their figures, but `least` at the least, so that noise does not look like a mountain. */
export function valueRange(
  points: readonly Spanning[],
  { least, floor, ceiling }: { least: number; floor: number; ceiling: number },
): [number, number] {
  if (points.length === 0) return [floor, floor + least];
  const low = Math.min(...points.map(({ value, low }) => low ?? value));
  const high = Math.max(...points.map(({ value, high }) => high ?? value));
  const lack = Math.max(0, least - (high - low)) / 2;
  const room = (high - low) * 0.08;
  return [Math.max(floor, low - lack - room), Math.min(ceiling, high + lack + room)];
}
