/** What other experiments' captions are like, beside this one's: which training stands for them, and what is drawn of it. Pure. */
import type { CaptionMetric, CaptionQuality } from '../../../shared/caption-quality.ts';
import { figureOf } from '../../../shared/charts/metric-figure.ts';
import type { ModelPoint, OtherPoints } from '../../../shared/charts/model-points.ts';
import type { Plan } from '../../../shared/plan.ts';
import { count } from '../../data/format.ts';
import { modelName, roleOf } from '../../data/names.ts';
import type { SeedChoice } from './evidence.ts';
import { captionsHref } from './links.ts';

export interface OtherCaptions {
  readonly path: string;
  readonly name: string;
  /** The first other experiment, or the second. */
  readonly at: number;
  readonly captions: readonly CaptionQuality[];
}

/** The training of the same seed where there is one, the only one where there is no other, else all of them. */
export function seedThere({ captions }: Pick<OtherCaptions, 'captions'>, here: SeedChoice): SeedChoice {
  const seeds = [...new Set(captions.filter(isWritten).map(({ seed }) => seed))];
  if (seeds.length === 1) return seeds[0] as number;
  return here !== null && seeds.includes(here) ? here : null;
}

const isWritten = ({ source }: CaptionQuality): boolean => source !== 'original';

export const sourcesOfOthers = (others: readonly OtherCaptions[]): string[] => [
  ...new Set(others.flatMap(({ captions }) => captions.map(({ source }) => source))),
];

export interface DrawnMetric {
  readonly metric: string;
  readonly unit: CaptionMetric['unit'];
  /** From a metric's unit to what is drawn. */
  readonly scale: number;
  readonly format: (value: number) => string;
  /** Bars are standard deviations between captions, as this experiment's are; else 95 % intervals. */
  readonly spread: boolean;
}

/** One entry for each experiment that has something to draw. */
export function otherCaptionPoints(
  others: readonly OtherCaptions[],
  { metric, unit, scale, format, spread }: DrawnMetric,
  sources: readonly string[],
  plan: Plan,
  seed: SeedChoice,
): OtherPoints[] {
  return others.flatMap((other) => {
    const whose = seedThere(other, seed);
    const points = sources.flatMap((source): ModelPoint[] => {
      const found = figureOf(other.captions, source, metric, whose);
      if (!found) return [];
      const value = found.value * scale;
      const [low, high] = [found.low, found.high].map((bound) => (bound === null ? null : bound * scale));
      const sd = spread && found.sd !== null ? found.sd * scale : null;
      const role = roleOf(source, plan);
      const interval = low == null || high == null ? '' : `\n95 % interval ${format(low)} to ${format(high)}`;
      return [
        {
          model: source,
          value,
          low: sd === null ? (low ?? null) : Math.max(0, value - sd),
          high: sd === null ? (high ?? null) : value + sd,
          colour: 'var(--ink)',
          ring: true,
          joined: role === 'original' || role === 'round',
          words: `${modelName(source)} of ${other.name}\n${format(value)}${sd === null ? '' : ` ± ${format(sd)}`}${unit && ` ${unit}`}${interval}\nn = ${count(found.n)}`,
          ...(whose === null ? {} : { href: captionsHref(other.path, source, whose, metric) }),
        },
      ];
    });
    return points.length === 0 ? [] : [{ name: other.name, at: other.at, points }];
  });
}

/** For a chart's name, as it is read aloud. */
export const othersInWords = (others: readonly OtherPoints[], format: (value: number) => string): string =>
  others
    .map(
      ({ name, points }) =>
        `; ${name}: ${points.map(({ model, value }) => `${modelName(model)} ${format(value)}`).join(', ')}`,
    )
    .join('');
