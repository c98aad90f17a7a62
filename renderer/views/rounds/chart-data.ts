/** Scores and caption figures as points of small charts. Pure. */
import type { CaptionQuality } from '../../../shared/caption-quality.ts';
import type { ModelChartData, ModelPoint } from '../../../shared/charts/model-points.ts';
import { valueRange } from '../../../shared/charts/value-range.ts';
import type { OtherExperiment } from '../../../shared/compare.ts';
import type { CaptionStatistics } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { isRing } from '../../charts/model-look.ts';
import { placesOf } from '../../charts/places.ts';
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
import { answersHref, captionsHref, seedOfSamples } from './links.ts';
import { type OtherCaptions, otherCaptionPoints, othersInWords } from './other-captions.ts';
import { otherPoints, ruleOf } from './others.ts';

/** Null when the seed has no score there. `models`: all that any panel shows, so that the panels share their axis. */
export function benchmarkChart(
  path: string,
  scores: Scores,
  plan: Plan,
  benchmark: string,
  seed: SeedChoice,
  models: readonly string[],
  others: readonly OtherExperiment[] = [],
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
    href: answersHref(path, benchmark, score.model, score.seed),
  });
  const points = primaryScores(scores, plan, benchmark, seed).map(point);
  if (points.length === 0) return null;
  const seeds = scoresOfSeeds(scores, benchmark, seed).map(point);
  const rule = ruleOf(scores, benchmark);
  const beside = rule ? otherPoints(others, rule, models, plan) : [];
  const figures = points.map(({ model, value }) => `${modelName(model)} ${value.toFixed(1)}`);
  const there = beside.map(
    ({ name, points: own }) =>
      `; ${name}: ${own.map(({ model, value }) => `${modelName(model)} ${value.toFixed(1)}`).join(', ')}`,
  );
  return {
    label: `${benchmarkTitle(benchmark)} in percent: ${figures.join(', ')}${there.join('')}`,
    points,
    seeds,
    others: beside,
    places: placesOf(models, plan),
    range: valueRange(
      [
        ...points,
        ...seeds.map((one) => ({ ...one, low: null, high: null })),
        ...beside.flatMap(({ points: own }) => own),
      ],
      { least: 10, floor: 0, ceiling: 104 },
    ),
    format: oneDecimal,
  };
}

function scoreInWords({ model, seed, value, low, high, n }: PrimaryScore, several: boolean): string {
  const whose = seed === null || !several ? '' : `, seed ${seed}`;
  return `${modelName(model)}${whose}\n${percent(value)} %\n95 % interval ${percent(low)} to ${percent(high)}\n${count(n)} items`;
}

/** One figure of the captions of every source; null where nothing was measured. */
export function captionChart(
  path: string,
  captions: readonly CaptionStatistics[],
  quality: readonly CaptionQuality[],
  plan: Plan,
  figure: CaptionFigure,
  seed: SeedChoice,
  sources: readonly string[],
  others: readonly OtherCaptions[] = [],
): ModelChartData | null {
  const several = plan.seeds.length > 1;
  const point = (statistics: CaptionStatistics): ModelPoint[] => {
    const value = figure.of(statistics);
    if (value === null) return [];
    const deviation = figure.deviation?.(statistics) ?? null;
    const { source } = statistics;
    const role = roleOf(source, plan);
    const interval = intervalOf(quality, statistics, figure, value);
    const drawn =
      deviation === null ? interval : { low: Math.max(0, value - deviation), high: value + deviation };
    return [
      {
        model: source,
        value,
        low: drawn?.low ?? null,
        high: drawn?.high ?? null,
        colour: modelColour(source, plan),
        ring: isRing(source, plan),
        joined: role === 'original' || role === 'round',
        words: captionInWords(
          several ? statistics : { ...statistics, seed: null },
          figure,
          value,
          deviation,
          interval,
        ),
        href: captionsHref(path, source, seedOfSamples(statistics.seed, plan), figure.metric),
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
  const { metric, scale, format } = figure;
  const drawn = metric && {
    metric,
    unit: '' as const,
    scale,
    format,
    spread: figure.deviation !== undefined,
  };
  const beside = drawn ? otherCaptionPoints(others, drawn, sources, plan, seed) : [];
  const all = [...points, ...seeds, ...beside.flatMap((other) => other.points)];
  return {
    label: `${figure.title}: ${said.join(', ')}${othersInWords(beside, format)}`,
    points,
    seeds: several ? seeds : [],
    others: beside,
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
  interval: Bounds | null,
): string {
  const whose = seed === null || source === 'original' ? '' : `, seed ${seed}`;
  const spread = deviation === null ? '' : ` ± ${figure.format(deviation)}`;
  const lacks = [truncated > 0 && `${count(truncated)} cut off`, empty > 0 && `${count(empty)} empty`];
  const further = [`${count(captions)} captions`, ...lacks.filter((one) => one !== false)].join(', ');
  const bounds = interval
    ? `\n95 % interval ${figure.format(interval.low)} to ${figure.format(interval.high)}`
    : '';
  return `${modelName(source)}${whose}\n${figure.format(value)}${spread}${figure.unit}${bounds}\n${further}`;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** The interval of the same figure among the metrics; null where that was taken over other captions, or nobody claims one. */
function intervalOf(
  quality: readonly CaptionQuality[],
  { source, seed }: CaptionStatistics,
  { metric, scale }: CaptionFigure,
  value: number,
): Bounds | null {
  const own = quality.find((one) => one.source === source && (one.seed === seed || source === 'original'));
  const found = own?.figures.find((one) => one.metric === metric);
  if (!found || found.low === null || found.high === null) return null;
  const isSame = Math.abs(found.value * scale - value) < 1e-6;
  return isSame ? { low: found.low * scale, high: found.high * scale } : null;
}

const highestOf = (points: readonly ModelPoint[]): number =>
  Math.max(...points.map(({ value, high }) => high ?? value));

const oneDecimal = (value: number): string => value.toFixed(1);
