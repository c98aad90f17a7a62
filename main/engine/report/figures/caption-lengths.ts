import * as Plot from '@observablehq/plot';
import { lengthHistograms, mostCommonLength } from '../../../../shared/length-bins.ts';
import type { ReportInput } from '../input.ts';
import { writerName } from '../names.ts';
import { generalists } from './caption-quality.ts';
import { type Chart, chart, colours } from './plot.ts';

export type LengthUnit = 'words' | 'tokens';

export interface LengthPanel {
  readonly unit: LengthUnit;
  readonly title: string;
  readonly chart: Chart;
}

/** One panel a source: how many of its captions have which length, on axes that all panels of a unit share. Seeds are taken together. */
export const captionLengthPanels = (input: ReportInput): LengthPanel[] =>
  (['words', 'tokens'] as const).flatMap((unit) => panelsOf(input, unit));

function panelsOf({ captionQuality, plan }: ReportInput, unit: LengthUnit): LengthPanel[] {
  const sources = generalists(captionQuality, plan);
  const counted = captionQuality.map(({ source, lengths, tokenLengths }) => ({
    source,
    lengths: unit === 'words' ? lengths : tokenLengths,
  }));
  const histograms = lengthHistograms(counted, sources);
  const highest = Math.max(...histograms.flatMap(({ bins }) => bins.map(({ share }) => share)));
  return histograms.map(({ source, bins }) => {
    const title = source === 'original' ? 'Original text' : `Recaptions by ${writerName(source, plan)}`;
    const id = unit === 'words' ? `caption-lengths-${source}` : `caption-tokens-${source}`;
    const label = `${unit === 'words' ? 'Words' : 'Tokens'} a caption, ${title}: ${mostCommonLength(bins, unit)}`;
    return {
      unit,
      title,
      chart: chart(id, label, {
        width: 300,
        height: 120,
        marginLeft: 34,
        marginRight: 8,
        marginTop: 8,
        marginBottom: 24,
        x: { domain: [0, bins.at(-1)?.to ?? 1], label: null, ticks: 5, tickSize: 0 },
        y: { domain: [0, highest * 1.05], label: null, ticks: 3, tickSize: 0 },
        marks: [
          Plot.gridY({ stroke: colours.rule, strokeOpacity: 1 }),
          Plot.rectY(bins, { x1: 'from', x2: 'to', y: 'share', fill: colours.rounds, inset: 0.5 }),
        ],
      }),
    };
  });
}
