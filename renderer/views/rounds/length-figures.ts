/** Captions' lengths as histograms are drawn from them, and what stands beside. Pure. */
import type { CaptionQuality } from '../../../shared/caption-quality.ts';
import type { CountedLengths, LengthHistogram } from '../../../shared/length-bins.ts';
import type { Tabular } from '../../copy/tabular.ts';
import { count } from '../../data/format.ts';
import { modelName } from '../../data/names.ts';
import type { SeedChoice } from './evidence.ts';

export type Unit = 'words' | 'tokens';

/** Of the chosen seed, or of all; the original text is the same for each and taken once. */
export function countedLengths(
  captions: readonly CaptionQuality[],
  seed: SeedChoice,
  unit: Unit,
): CountedLengths[] {
  const originals = captions.filter(({ source }) => source === 'original').slice(0, 1);
  const written = captions.filter((one) => one.source !== 'original' && (seed === null || one.seed === seed));
  return [...originals, ...written].map(({ source, lengths, tokenLengths }) => ({
    source,
    lengths: unit === 'words' ? lengths : tokenLengths,
  }));
}

/** `8.8 ± 4.1, 5,000 captions`; with several seeds taken together their number alone. */
export function lengthInWords(
  captions: readonly CaptionQuality[],
  source: string,
  seed: SeedChoice,
  unit: Unit,
): string {
  const own = captions.filter(
    (one) => one.source === source && (seed === null || one.seed === seed || source === 'original'),
  );
  const taken = source === 'original' ? own.slice(0, 1) : own;
  const all = `${count(taken.reduce((sum, one) => sum + one.captions, 0))} captions`;
  const figure = taken.length === 1 ? taken[0]?.figures.find(({ metric }) => metric === unit) : undefined;
  if (!figure) return all;
  const spread = figure.sd === null ? '' : ` ± ${figure.sd.toFixed(1)}`;
  return `${figure.value.toFixed(1)}${spread}, ${all}`;
}

export const histogramTable = (histograms: readonly LengthHistogram[], unit: Unit): Tabular => ({
  title: `How many ${unit} captions have`,
  columns: ['source', `${unit} from`, `${unit} to`, 'captions', 'share in %'],
  rows: histograms.flatMap(({ source, bins }) =>
    bins.map(({ from, to, captions, share }) => [source, from, to - 1, captions, share]),
  ),
});

/** The same of one source alone. */
export const histogramTableOf = (histogram: LengthHistogram, unit: Unit): Tabular => ({
  ...histogramTable([histogram], unit),
  title: `How many ${unit} captions of ${modelName(histogram.source)} have, in % of them`,
});
