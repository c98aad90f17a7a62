/** A source's figure of a metric, of one training or of all. Pure. */
import type { CaptionQuality } from '../../../shared/caption-quality.ts';
import type { SeedChoice } from './evidence.ts';

export interface Figure {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly sd: number | null;
  readonly n: number;
}

/** With several seeds pooled their mean, without an interval; null where one of them lacks it. */
export function figureOf(
  qualities: readonly CaptionQuality[],
  source: string,
  metric: string,
  seed: SeedChoice,
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
