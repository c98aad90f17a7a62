/** How many captions of one source have which length; the axes are those of all sources shown. Data in, plot options out. */
import { axisX, gridY, type PlotOptions, pointerX, rectY, tip } from '@observablehq/plot';
import type { LengthBin } from '../length-bins.ts';
import { count } from '../numbers.ts';

export const histogramHeight = 116;

export interface Histogram {
  readonly bins: readonly LengthBin[];
  /** The largest share of all sources, in percent. */
  readonly highest: number;
  readonly colour: string;
  readonly unit: 'words' | 'tokens';
}

export function histogramOptions({ bins, highest, colour, unit }: Histogram, width: number): PlotOptions {
  return {
    width,
    height: histogramHeight,
    marginLeft: 32,
    marginRight: 8,
    marginTop: 8,
    marginBottom: 24,
    x: { domain: [0, bins.at(-1)?.to ?? 1], label: null },
    y: { domain: [0, highest * 1.05], label: null, ticks: 3, tickSize: 0, tickPadding: 6 },
    marks: [
      gridY({ ticks: 3, stroke: 'var(--line)', strokeOpacity: 1 }),
      axisX({ ticks: Math.max(2, Math.floor(width / 55)), tickSize: 0, tickPadding: 8 }),
      rectY(bins, { x1: 'from', x2: 'to', y: 'share', fill: colour, inset: 0.5 }),
      tip(
        bins,
        pointerX({
          x: ({ from, to }: LengthBin) => (from + to) / 2,
          y: 'share',
          title: (bin: LengthBin) => inWords(bin, unit),
          fill: 'var(--raised)',
          stroke: 'var(--line-strong)',
          fontSize: 12,
          lineHeight: 1.35,
          pathFilter: 'none',
        }),
      ),
    ],
  };
}

const inWords = ({ from, to, captions, share }: LengthBin, unit: string): string =>
  `${to - from === 1 ? from : `${from} to ${to - 1}`} ${unit}\n${count(captions)} captions\n${share.toFixed(1)} %`;
