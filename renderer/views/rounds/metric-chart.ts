/** Caption metrics of every source as points of small charts. Pure. */
import type { CaptionMetric, CaptionQuality } from '../../../shared/caption-quality.ts';
import { type Figure, figureOf, metricRange } from '../../../shared/charts/metric-figure.ts';
import type { ModelChartData, ModelPoint } from '../../../shared/charts/model-points.ts';
import type { Plan } from '../../../shared/plan.ts';
import { isRing } from '../../charts/model-look.ts';
import { placesOf } from '../../charts/places.ts';
import { count } from '../../data/format.ts';
import { modelColour, modelName, roleOf } from '../../data/names.ts';
import type { SeedChoice } from './evidence.ts';
import { captionsHref, seedOfSamples } from './links.ts';
import { type OtherCaptions, otherCaptionPoints, othersInWords } from './other-captions.ts';

/** Drawn by the panels of `caption-figures.ts` already. */
const elsewhere = ['words', 'vocabulary', 'repetition', 'object-precision', 'object-recall'];

export const isDrawnElsewhere = ({ name }: CaptionMetric): boolean => elsewhere.includes(name);

/** Null where nothing was measured. With several seeds pooled: their means, without an interval, and each seed faintly beside. */
export function metricChart(
  path: string,
  qualities: readonly CaptionQuality[],
  plan: Plan,
  metric: CaptionMetric,
  seed: SeedChoice,
  sources: readonly string[],
  others: readonly OtherCaptions[] = [],
): ModelChartData | null {
  const scale = metric.unit === '%' ? 100 : 1;
  const format = (value: number): string =>
    value.toFixed(Math.abs(value) < 1 && scale === 1 ? 2 : 1).replace('-', '−');
  const point = (source: string, of: Figure, whose: SeedChoice): ModelPoint => {
    const role = roleOf(source, plan);
    const bounds =
      of.low === null || of.high === null
        ? ''
        : `\n95 % interval ${format(of.low * scale)} to ${format(of.high * scale)}`;
    return {
      model: source,
      value: of.value * scale,
      low: of.low === null ? null : of.low * scale,
      high: of.high === null ? null : of.high * scale,
      colour: modelColour(source, plan),
      ring: isRing(source, plan),
      joined: role === 'original' || role === 'round',
      words: `${modelName(source)}\n${format(of.value * scale)}${metric.unit && ` ${metric.unit}`}${bounds}\n${overInWords(of, metric)}`,
      href: captionsHref(path, source, seedOfSamples(whose, plan), metric.name),
    };
  };
  const points = sources.flatMap((source) => {
    const found = figureOf(qualities, source, metric.name, seed);
    return found ? [point(source, found, seed)] : [];
  });
  if (points.length === 0) return null;
  const seeds = qualities
    .filter((one) => one.seed !== seed && one.source !== 'original')
    .flatMap((one) => {
      const found = one.figures.find((figure) => figure.metric === metric.name);
      return found ? [{ ...point(one.source, found, one.seed), low: null, high: null }] : [];
    });
  const { name, unit } = metric;
  const drawn = { metric: name, unit, scale, format, spread: false };
  const beside = otherCaptionPoints(others, drawn, sources, plan, seed);
  const all = [
    ...(plan.seeds.length > 1 ? [...points, ...seeds] : points),
    ...beside.flatMap((other) => other.points),
  ];
  return {
    label: `${metric.title}: ${points.map(({ model, value }) => `${modelName(model)} ${format(value)}`).join(', ')}${othersInWords(beside, format)}`,
    points,
    seeds: plan.seeds.length > 1 ? seeds : [],
    others: beside,
    places: placesOf(sources, plan),
    range: metricRange(all, metric),
    format,
  };
}

/** Boxes, quotes, pairs and samples of words are counted among themselves; all else is a caption's. */
const overInWords = ({ n }: Figure, { name }: CaptionMetric): string =>
  /^(?:boxes|box|quotes|self|distinct)-/.test(name) ? `n = ${count(n)}` : `${count(n)} captions`;
