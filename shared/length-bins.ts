/** How long captions are, as histograms on one axis: in words, or in the captioner's tokens. Pure. */

/** Of one seed and source; `[length, captions]`, by length. */
export interface CountedLengths {
  readonly source: string;
  readonly lengths: readonly (readonly [number, number])[];
}

export interface LengthBin {
  /** Lengths from `from` up to, not including, `to`. */
  readonly from: number;
  readonly to: number;
  readonly captions: number;
  /** Of the source's captions, in percent. */
  readonly share: number;
}

export interface LengthHistogram {
  readonly source: string;
  readonly bins: readonly LengthBin[];
}

const mostBins = 30;

/**
 * One histogram a source, in the order of `sources`, all on the same bins; seeds are taken together. The few captions beyond the length that
 * 99.5 % of every source do not exceed are counted in the last bin: they would squeeze all others into one. Sources without captions are
 * left out.
 */
export function lengthHistograms(
  counted: readonly CountedLengths[],
  sources: readonly string[],
): LengthHistogram[] {
  const shown = counted.filter(({ source, lengths }) => sources.includes(source) && lengths.length > 0);
  const longest = Math.max(1, ...shown.map(nearlyLongest));
  const width = Math.max(1, Math.ceil((longest + 1) / mostBins));
  const last = Math.floor(longest / width);
  return sources.flatMap((source): LengthHistogram[] => {
    const own = shown.filter((one) => one.source === source).flatMap(({ lengths }) => lengths);
    const captions = own.reduce((sum, [, count]) => sum + count, 0);
    if (captions === 0) return [];
    const counts = new Array<number>(last + 1).fill(0);
    for (const [length, count] of own) {
      const bin = Math.min(last, Math.floor(length / width));
      counts[bin] = (counts[bin] as number) + count;
    }
    const bins = counts.map((count, bin) => ({
      from: bin * width,
      to: (bin + 1) * width,
      captions: count,
      share: (count / captions) * 100,
    }));
    return [{ source, bins }];
  });
}

/** The length that 99.5 % of the captions do not exceed. */
function nearlyLongest({ lengths }: CountedLengths): number {
  const captions = lengths.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [length, count] of lengths) {
    seen += count;
    if (seen >= captions * 0.995) return length;
  }
  return 0;
}

/** `most often 6 to 8 words (24 %)` */
export function mostCommonLength(bins: readonly LengthBin[], unit: string): string {
  const { from, to, share } = bins.reduce((best, bin) => (bin.share > best.share ? bin : best));
  const span = to - from === 1 ? `${from}` : `${from} to ${to - 1}`;
  return `most often ${span} ${unit} (${share.toFixed(0)} %)`;
}
