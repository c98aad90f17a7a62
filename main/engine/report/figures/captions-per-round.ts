import * as Plot from '@observablehq/plot';
import type { CaptionStatistics } from '../../../../shared/models.ts';
import type { Evidence } from '../evidence.ts';
import { formatted } from '../format.ts';
import type { ReportInput } from '../input.ts';
import { modelOrder, roundOf } from '../names.ts';
import { type Chart, chart, colours } from './plot.ts';

interface Point {
  readonly x: string;
  readonly value: number;
}

/** Length, precision and recall of the captions: of the original text, then as each generalist wrote them. */
export function captionsPerRoundFigure(input: ReportInput, evidence: Evidence): Chart[] {
  const sources = modelOrder(
    input.captionStatistics.map(({ source }) => source),
    input.plan,
  ).filter((source) => source === 'original' || roundOf(source) !== null);
  const statistics = sources.flatMap((source) => evidence.captions(source, evidence.mainSeed) ?? []);
  if (statistics.length < 2) return [];
  const series = (of: (one: CaptionStatistics) => number | null): Point[] =>
    statistics.flatMap((one) => {
      const value = of(one);
      return value === null ? [] : [{ x: shortSource(one.source), value }];
    });
  const panels = [
    { id: 'caption-length', points: series(({ wordsMean }) => wordsMean), percent: false },
    {
      id: 'caption-precision',
      points: series(({ objectPrecision }) => hundredfold(objectPrecision)),
      percent: true,
    },
    { id: 'caption-recall', points: series(({ objectRecall }) => hundredfold(objectRecall)), percent: true },
  ];
  return panels
    .filter(({ points }) => points.length > 0)
    .map(({ id, points, percent }) => {
      const highest = Math.max(...points.map(({ value }) => value));
      return chart(
        id,
        `${captionPanelTitles[id]}: ${points.map(({ x, value }) => `${x} ${formatted(value, 'rate')}`).join(', ')}`,
        {
          width: 300,
          height: 180,
          marginLeft: 34,
          marginRight: 22,
          marginTop: 22,
          marginBottom: 28,
          x: {
            type: 'point',
            domain: statistics.map(({ source }) => shortSource(source)),
            label: null,
            tickSize: 0,
            padding: 0.4,
          },
          y: {
            domain: [0, percent ? Math.min(104, highest * 1.2) : highest * 1.2],
            label: null,
            ticks: 4,
            tickSize: 0,
          },
          marks: [
            Plot.gridY({ stroke: colours.rule, strokeOpacity: 1 }),
            Plot.line(points, { x: 'x', y: 'value', stroke: colours.rounds, strokeWidth: 2 }),
            Plot.dot(points, {
              x: 'x',
              y: 'value',
              fill: colours.rounds,
              r: 4,
              stroke: colours.surface,
              strokeWidth: 1.5,
            }),
            Plot.text(points, {
              x: 'x',
              y: 'value',
              text: ({ value }: Point) => value.toFixed(1),
              dy: -12,
              fill: colours.ink,
              fontWeight: 600,
              stroke: colours.surface,
              strokeWidth: 3,
            }),
          ],
        },
      );
    });
}

export const captionPanelTitles: Readonly<Record<string, string>> = {
  'caption-length': 'Words per caption',
  'caption-precision': 'Objects right, % of those named',
  'caption-recall': 'Objects named, % of those present',
};

function hundredfold(fraction: number | null): number | null {
  return fraction === null ? null : fraction * 100;
}

function shortSource(source: string): string {
  return source === 'original' ? 'Original' : source.toUpperCase();
}
