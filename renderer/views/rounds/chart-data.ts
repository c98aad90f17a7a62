/** Scores and caption figures as points of small charts. Pure. */
import type { CaptionStatistics, Plan } from '../../../shared/models.ts';
import type { ModelChartData, ModelPoint } from '../../charts/model-chart.tsx';
import { isRing } from '../../charts/model-look.ts';
import { placesOf } from '../../charts/places.ts';
import { valueRange } from '../../charts/value-range.ts';
import { count, percent } from '../../data/format.ts';
import { benchmarkTitle, modelColour, modelName, roleOf } from '../../data/names.ts';
import type { CaptionFigure } from './caption-figures.ts';
import {
  captionFigures,
  type PrimaryScore,
  primaryScores,
  type Scores,
  type SeedChoice,
  scoresOfSeeds,
} from './evidence.ts';

/** Null when the seed has no score there. `models`: all that any panel shows, so that the panels share their axis. */
export function benchmarkChart(
  scores: Scores,
  plan: Plan,
  benchmark: string,
  seed: SeedChoice,
  models: readonly string[],
): ModelChartData | null {
  const point = (score: PrimaryScore): ModelPoint => ({
    model: score.model,
    value: score.value * 100,
    low: score.low * 100,
    high: score.high * 100,
    colour: modelColour(score.model, plan),
    ring: isRing(score.model, plan),
    joined: roleOf(score.model, plan) === 'round',
    words: scoreInWords(score, plan.seeds.length > 1),
  });
  const points = primaryScores(scores, plan, benchmark, seed).map(point);
  if (points.length === 0) return null;
  const seeds = scoresOfSeeds(scores, benchmark, seed).map(point);
  const figures = points.map(({ model, value }) => `${modelName(model)} ${value.toFixed(1)}`);
  return {
    label: `${benchmarkTitle(benchmark)} in percent: ${figures.join(', ')}`,
    points,
    seeds,
    places: placesOf(models, plan),
    range: valueRange([...points, ...seeds.map((one) => ({ ...one, low: null, high: null }))], {
      least: 10,
      floor: 0,
      ceiling: 104,
    }),
    format: oneDecimal,
  };
}

function scoreInWords({ model, seed, value, low, high, n }: PrimaryScore, several: boolean): string {
  const whose = seed === null || !several ? '' : `, seed ${seed}`;
  return `${modelName(model)}${whose}\n${percent(value)} %\n95 % interval ${percent(low)} to ${percent(high)}\n${count(n)} items`;
}

/** One figure of the captions of every source; null where nothing was measured. */
export function captionChart(
  captions: readonly CaptionStatistics[],
  plan: Plan,
  figure: CaptionFigure,
  seed: SeedChoice,
  sources: readonly string[],
): ModelChartData | null {
  const several = plan.seeds.length > 1;
  const point = (statistics: CaptionStatistics): ModelPoint[] => {
    const value = figure.of(statistics);
    if (value === null) return [];
    const deviation = figure.deviation?.(statistics) ?? null;
    const { source } = statistics;
    const role = roleOf(source, plan);
    return [
      {
        model: source,
        value,
        low: deviation === null ? null : Math.max(0, value - deviation),
        high: deviation === null ? null : value + deviation,
        colour: modelColour(source, plan),
        ring: isRing(source, plan),
        joined: role === 'original' || role === 'round',
        words: captionInWords(several ? statistics : { ...statistics, seed: null }, figure, value, deviation),
      },
    ];
  };
  const points = sources.flatMap((source) => {
    const statistics = captionFigures(captions, source, seed);
    return statistics ? point(statistics) : [];
  });
  if (points.length === 0) return null;
  const seeds = captions
    .filter((one) => one.seed !== null && one.seed !== seed && one.source !== 'original')
    .flatMap(point)
    .map((one) => ({ ...one, low: null, high: null }));
  const said = points.map(({ model, value }) => `${modelName(model)} ${figure.format(value)}`);
  const all = [...points, ...seeds];
  return {
    label: `${figure.title}: ${said.join(', ')}`,
    points,
    seeds: several ? seeds : [],
    places: placesOf(sources, plan),
    range: [0, Math.min(figure.ceiling, Math.max(figure.least, highestOf(all) * 1.12))],
    format: figure.format,
  };
}

function captionInWords(
  { source, seed, captions, truncated, empty }: CaptionStatistics,
  figure: CaptionFigure,
  value: number,
  deviation: number | null,
): string {
  const whose = seed === null || source === 'original' ? '' : `, seed ${seed}`;
  const spread = deviation === null ? '' : ` ± ${figure.format(deviation)}`;
  const lacks = [truncated > 0 && `${count(truncated)} cut off`, empty > 0 && `${count(empty)} empty`];
  const further = [`${count(captions)} captions`, ...lacks.filter((one) => one !== false)].join(', ');
  return `${modelName(source)}${whose}\n${figure.format(value)}${spread}${figure.unit}\n${further}`;
}

const highestOf = (points: readonly ModelPoint[]): number =>
  Math.max(...points.map(({ value, high }) => high ?? value));

const oneDecimal = (value: number): string => value.toFixed(1);
