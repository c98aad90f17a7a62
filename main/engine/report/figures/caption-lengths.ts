import { histogramOptions } from '../../../../shared/charts/histogram-options.ts';
import { lengthHistograms, mostCommonLength } from '../../../../shared/length-bins.ts';
import type { ReportInput } from '../input.ts';
import { writerName } from '../names.ts';
import { generalists } from './caption-quality.ts';
import { type Chart, chart, colours, panelWidth } from './plot.ts';

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
    const options = histogramOptions({ bins, highest, colour: colours.rounds, unit }, panelWidth);
    return { unit, title, chart: chart(id, label, options) };
  });
}
