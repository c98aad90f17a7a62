/** A source's figure of a caption metric, of one training or of all, and the axis that such figures are drawn on. Pure. */
import type { CaptionMetric, CaptionQuality } from '../caption-quality.ts';

export interface Figure {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly sd: number | null;
  readonly n: number;
}

/** `seed` null: of all. With several seeds pooled their mean, without an interval; null where one of them lacks it. */
export function figureOf(
  qualities: readonly CaptionQuality[],
  source: string,
  metric: string,
  seed: number | null,
): Figure | null {
  const all = qualities.filter((one) => one.source === source);
  const of = ({ figures }: CaptionQuality) => figures.find((figure) => figure.metric === metric);
  // The original text is the same for all seeds.
  const own = all.find((one) => one.seed === seed || source === 'original');
  if (own) return of(own) ?? null;
  if (seed !== null) return null;
  const found = all.flatMap((one) => of(one) ?? []);
  if (found.length === 0 || found.length < all.length) return null;
  const mean = found.reduce((sum, { value }) => sum + value, 0) / found.length;
  return { value: mean, low: null, high: null, sd: null, n: found.reduce((sum, { n }) => sum + n, 0) };
}

interface Drawn {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** From zero to a little above the highest; shares end at 100. Points are in the units in which they are drawn. */
export function metricRange(points: readonly Drawn[], { unit }: CaptionMetric): [number, number] {
  const isShare = unit === '%';
  const highest = Math.max(0, ...points.map(({ value, high }) => high ?? value));
  const lowest = Math.min(0, ...points.map(({ value, low }) => low ?? value));
  const ceiling = isShare ? 104 : Number.POSITIVE_INFINITY;
  const least = isShare ? 5 : 1;
  return [lowest * 1.12, lowest < 0 ? highest : Math.min(ceiling, Math.max(highest * 1.12, least))];
}
