/** How long the captions of each source are, in words and in tokens: small histograms on one axis. */
import { useCallback, useMemo } from 'react';
import type { CaptionQuality } from '../../../shared/caption-quality.ts';
import { histogramHeight, histogramOptions } from '../../../shared/charts/histogram-options.ts';
import { type LengthHistogram, lengthHistograms, mostCommonLength } from '../../../shared/length-bins.ts';
import type { Plan } from '../../../shared/plan.ts';
import { Plot } from '../../components/plot.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { modelColour, modelName } from '../../data/names.ts';
import type { SeedChoice } from './evidence.ts';
import {
  countedLengths,
  histogramTable,
  histogramTableOf,
  lengthInWords,
  type Unit,
} from './length-figures.ts';
import { captionsHref, seedOfSamples } from './links.ts';

type Props = {
  path: string;
  captions: readonly CaptionQuality[];
  plan: Plan;
  seed: SeedChoice;
  sources: readonly string[];
};

export function LengthHistograms(props: Props) {
  return (['words', 'tokens'] as const).map((unit) => <OfUnit key={unit} unit={unit} {...props} />);
}

function OfUnit({ path, captions, plan, seed, sources, unit }: Props & { unit: Unit }) {
  const histograms = useMemo(
    () => lengthHistograms(countedLengths(captions, seed, unit), sources),
    [captions, seed, sources, unit],
  );
  if (histograms.length === 0) return null;
  const highest = Math.max(...histograms.flatMap(({ bins }) => bins.map(({ share }) => share)));
  return (
    <section className="lengths" aria-label={`How many ${unit} captions have`}>
      <header className="part-head">
        <div>
          <h3>{unit === 'words' ? 'Words a caption' : 'Tokens a caption'}</h3>
          <p className="small soft">
            % of a source’s captions by their length; mean ± standard deviation.
            {unit === 'tokens' && ' As the captioner counts them; the original text has none.'}
          </p>
        </div>
        <CopyMenu what={`how many ${unit} captions have`} table={() => histogramTable(histograms, unit)} />
      </header>
      <div className="chart-panels length-panels">
        {histograms.map((one) => (
          <Panel
            key={one.source}
            histogram={one}
            unit={unit}
            highest={highest}
            colour={modelColour(one.source, plan)}
            about={lengthInWords(captions, one.source, seed, unit)}
            href={captionsHref(path, one.source, seedOfSamples(seed, plan), unit)}
          />
        ))}
      </div>
    </section>
  );
}

type PanelProps = {
  histogram: LengthHistogram;
  unit: Unit;
  highest: number;
  colour: string;
  about: string;
  href: string;
};

function Panel({ histogram, unit, highest, colour, about, href }: PanelProps) {
  const { source, bins } = histogram;
  const options = useCallback(
    (width: number) => histogramOptions({ bins, highest, colour, unit }, width),
    [bins, highest, colour, unit],
  );
  return (
    <figure className="chart-panel">
      <figcaption>
        <h4>
          <a href={href}>{modelName(source)}</a>
        </h4>
        <span className="small soft">{about}</span>
      </figcaption>
      <Plot
        label={`${unit} a caption of ${modelName(source)}: ${mostCommonLength(bins, unit)}`}
        options={options}
        height={`${histogramHeight}px`}
        table={() => histogramTableOf(histogram, unit)}
      />
    </figure>
  );
}
