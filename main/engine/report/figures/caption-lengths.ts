import * as Plot from '@observablehq/plot';
import type { CaptionQuality } from '../../../../shared/caption-quality.ts';
import type { ReportInput } from '../input.ts';
import { writerName } from '../names.ts';
import { generalists } from './caption-quality.ts';
import { type Chart, chart, colours } from './plot.ts';

const mostBins = 30;

/** One panel a source: how many of its captions have how many words, on axes that all panels share. Seeds are taken together. */
export function captionLengthPanels({
  captionQuality,
  plan,
}: ReportInput): { title: string; chart: Chart }[] {
  const sources = generalists(captionQuality, plan);
  const shown = captionQuality.filter(({ source }) => sources.includes(source));
  // A few endless captions would squeeze all others into one bin: they are drawn in the last.
  const longest = Math.max(1, ...shown.map(nearlyLongest));
  const width = Math.max(1, Math.ceil((longest + 1) / mostBins));
  const last = Math.floor(longest / width);
  const histograms = sources.map((source) => {
    const shares = new Array<number>(last + 1).fill(0);
    const own = shown.filter((one) => one.source === source);
    const captions = own.reduce((sum, one) => sum + one.captions, 0);
    for (const [words, count] of own.flatMap(({ lengths }) => lengths)) {
      const bin = Math.min(last, Math.floor(words / width));
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
      chart: chart(`caption-lengths-${source}`, `Words a caption, ${title}: ${mostCommon(bars)}`, {
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
      }),
    };
  });
}

/** The length that 99.5 % of the captions do not exceed. */
function nearlyLongest({ lengths, captions }: CaptionQuality): number {
  let seen = 0;
  for (const [words, count] of lengths) {
    seen += count;
    if (seen >= captions * 0.995) return words;
  }
  return 0;
}

function mostCommon(bars: readonly { from: number; to: number; share: number }[]): string {
  const { from, to, share } = bars.reduce((best, bar) => (bar.share > best.share ? bar : best));
  return `most often ${from} to ${to - 1} words (${share.toFixed(0)} %)`;
}
