import * as Plot from '@observablehq/plot';
import type { CaptionQuality } from '../../../../shared/caption-quality.ts';
import type { ReportInput } from '../input.ts';
import { writerName } from '../names.ts';
import { generalists } from './caption-quality.ts';
import { type Chart, chart, colours } from './plot.ts';

const mostBins = 30;

type Unit = 'words' | 'tokens';

/**
 * One panel a source: how many of its captions have how many words, or tokens where its writer told them, on axes that all panels share.
 * Seeds are taken together.
 */
export function captionLengthPanels(
  { captionQuality, plan }: Pick<ReportInput, 'captionQuality' | 'plan'>,
  unit: Unit = 'words',
): { title: string; chart: Chart }[] {
  const lengthsOf = (one: CaptionQuality) => (unit === 'words' ? one.lengths : one.tokenLengths);
  const known = captionQuality.filter((one) => lengthsOf(one).length > 0);
  const sources = generalists(known, plan);
  const shown = known.filter(({ source }) => sources.includes(source));
  // A few endless captions would squeeze all others into one bin: they are drawn in the last.
  const longest = Math.max(1, ...shown.map((one) => nearlyLongest(lengthsOf(one))));
  const width = Math.max(1, Math.ceil((longest + 1) / mostBins));
  const last = Math.floor(longest / width);
  const histograms = sources.map((source) => {
    const shares = new Array<number>(last + 1).fill(0);
    const own = shown.filter((one) => one.source === source);
    const lengths = own.flatMap(lengthsOf);
    const captions = lengths.reduce((sum, [, count]) => sum + count, 0);
    for (const [length, count] of lengths) {
      const bin = Math.min(last, Math.floor(length / width));
      shares[bin] = (shares[bin] as number) + (count / captions) * 100;
    }
    return {
      source,
      bars: shares.map((share, bin) => ({ from: bin * width, to: (bin + 1) * width, share })),
    };
  });
  const highest = Math.max(...histograms.flatMap(({ bars }) => bars.map(({ share }) => share)));
  return histograms.map(({ source, bars }) => {
    const title = source === 'original' ? 'Original text' : `Recaptions by ${writerName(source, plan)}`;
    return {
      title,
      chart: chart(
        `caption-${unit}-${source}`,
        `${unit === 'words' ? 'Words' : 'Tokens'} a caption, ${title}: ${mostCommon(bars, unit)}`,
        {
          width: 300,
          height: 120,
          marginLeft: 34,
          marginRight: 8,
          marginTop: 8,
          marginBottom: 24,
          x: { domain: [0, (last + 1) * width], label: null, ticks: 5, tickSize: 0 },
          y: { domain: [0, highest * 1.05], label: null, ticks: 3, tickSize: 0 },
          marks: [
            Plot.gridY({ stroke: colours.rule, strokeOpacity: 1 }),
            Plot.rectY(bars, { x1: 'from', x2: 'to', y: 'share', fill: colours.rounds, inset: 0.5 }),
          ],
        },
      ),
    };
  });
}

/** The length that 99.5 % of the captions do not exceed. */
function nearlyLongest(lengths: CaptionQuality['lengths']): number {
  const captions = lengths.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [length, count] of lengths) {
    seen += count;
    if (seen >= captions * 0.995) return length;
  }
  return 0;
}

function mostCommon(bars: readonly { from: number; to: number; share: number }[], unit: Unit): string {
  const { from, to, share } = bars.reduce((best, bar) => (bar.share > best.share ? bar : best));
  return `most often ${from} to ${to - 1} ${unit} (${share.toFixed(0)} %)`;
}
