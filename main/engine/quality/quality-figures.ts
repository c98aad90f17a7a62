/** What the metrics of a source's captions come to: one figure a metric, with its 95 % interval over captions. */
import type { CaptionFigure, MatchedLength } from '../../../shared/caption-quality.ts';
import { interval } from '../stats/interval.ts';
import { standardDeviation } from '../stats/mean.ts';
import type { Interval } from '../stats/resampling.ts';
import type { CaptionMetrics } from './caption-metrics.ts';
import type { SourceLikeness } from './likeness.ts';
import { hallucinationAtMatchedLength } from './matched-length.ts';
import { ratioInterval } from './ratio.ts';

export type MetricColumn =
  | keyof CaptionMetrics
  | 'nearDuplicate'
  | 'quotesAsked'
  | 'quotesRead'
  | 'imageText';

/** The asked columns of all captions that have every one of them, row by row in the same order. */
export type Columns = (names: readonly MetricColumn[]) => Float64Array[];

/** A hundred thousand captions have narrow intervals; more resamples would only take longer. */
const options = { seed: 1, resamples: 1000 };

const means: readonly (readonly [metric: string, column: MetricColumn])[] = [
  ['words', 'words'],
  ['tokens', 'tokens'],
  ['truncated', 'truncated'],
  ['log-probability', 'logProbability'],
  ['new-words', 'newWords'],
  ['near-duplicates', 'nearDuplicate'],
  ['repetition', 'repetition'],
  ['original-kept', 'originalKept'],
  ['edited', 'edited'],
  ['content-similarity', 'contentSimilarity'],
  ['image-text', 'imageText'],
];

/** Sums over captions, so that a caption counts by how much it says. */
const ratios: readonly (readonly [metric: string, part: MetricColumn, whole: MetricColumn])[] = [
  ['object-precision', 'objectsRight', 'objectsNamed'],
  ['object-recall', 'objectsRight', 'objectsThere'],
  ['chair-i', 'imagined', 'mentions'],
  ['boxes-valid', 'boxesValid', 'boxes'],
  ['box-iou', 'boxIou', 'boxesJudged'],
  ['boxes-found', 'boxesFound', 'boxesJudged'],
  ['quotes-right', 'quotesRight', 'quotesJudged'],
  ['quotes-read', 'quotesRead', 'quotesAsked'],
];

/** Figures that cannot be told of these captions are left out. */
export function qualityFigures(columns: Columns, likeness: SourceLikeness): CaptionFigure[] {
  const one = (name: MetricColumn): Float64Array => columns([name])[0] as Float64Array;
  const imagined = one('imagined').map((count) => (count > 0 ? 1 : 0));
  const similarities = Float64Array.from(likeness.pairs, ({ similarity }) => similarity);
  return [
    ...means.flatMap(([metric, column]) => meanFigure(metric, one(column))),
    ...ratios.flatMap(([metric, part, whole]) => {
      const [parts, wholes] = columns([part, whole]) as [Float64Array, Float64Array];
      return figure(metric, ratioInterval(parts, wholes, options), null);
    }),
    ...meanFigure('chair-s', imagined),
    ...meanFigure('self-similarity', similarities),
    ...likeness.distinct.flatMap((values, i) => meanFigure(`distinct-${i + 1}`, values)),
    {
      metric: 'vocabulary',
      value: likeness.vocabulary,
      low: null,
      high: null,
      sd: null,
      n: likeness.captions,
    },
  ];
}

/** Null where no image has a caption on both sides, or truth is not known. */
export function matchedLength(columns: Columns, against: string): MatchedLength | null {
  const [words, mentions, imagined, mentionsBefore, imaginedBefore] = columns([
    'matchedWords',
    'matchedMentions',
    'matchedImagined',
    'matchedMentionsBefore',
    'matchedImaginedBefore',
  ]) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const compared = hallucinationAtMatchedLength(
    { words, mentions, imagined, mentionsBefore, imaginedBefore },
    options,
  );
  return compared && { against, ...compared };
}

function meanFigure(metric: string, values: Float64Array): CaptionFigure[] {
  const [only] = values;
  if (only === undefined) return [];
  // Of a single value nobody can say how far another would lie from it.
  if (values.length === 1) return [{ metric, value: only, low: null, high: null, sd: null, n: 1 }];
  return figure(metric, interval(values, options), standardDeviation(values));
}

const figure = (metric: string, found: Interval | null, sd: number | null): CaptionFigure[] =>
  found ? [{ metric, ...found, sd }] : [];
