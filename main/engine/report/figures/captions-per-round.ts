import type { CaptionStatistics } from '../../../../shared/models.ts';
import type { Evidence } from '../evidence.ts';
import { formatted } from '../format.ts';
import type { ReportInput } from '../input.ts';
import { modelOrder, roundOf } from '../names.ts';
import { modelPanel, type PanelPoint } from './model-panel.ts';
import { type Chart, colours } from './plot.ts';

/** Length, precision and recall of the captions: of the original text, then as each generalist wrote them. */
export function captionsPerRoundFigure(input: ReportInput, evidence: Evidence): Chart[] {
  const sources = modelOrder(
    input.captionStatistics.map(({ source }) => source),
    input.plan,
  ).filter((source) => source === 'original' || roundOf(source) !== null);
  const statistics = sources.flatMap((source) => evidence.captions(source, evidence.mainSeed) ?? []);
  if (statistics.length < 2) return [];
  const series = (of: (one: CaptionStatistics) => number | null): PanelPoint[] =>
    statistics.flatMap((one) => {
      const value = of(one);
      if (value === null) return [];
      const name = shortSource(one.source);
      return [{ name, value, low: null, high: null, colour: colours.rounds, joined: true }];
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
      const said = points.map(({ name, value }) => `${name} ${formatted(value, 'rate')}`);
      return modelPanel(id, `${captionPanelTitles[id]}: ${said.join(', ')}`, {
        names: statistics.map(({ source }) => shortSource(source)),
        points,
        range: [0, percent ? Math.min(104, highest * 1.2) : highest * 1.2],
        format: (value) => value.toFixed(1),
      });
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
