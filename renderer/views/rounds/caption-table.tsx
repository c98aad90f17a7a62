/** All figures of the captions, folded away until wanted. */
import type { CaptionStatistics } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { count } from '../../data/format.ts';
import { modelName } from '../../data/names.ts';
import { captionFigureList } from './caption-figures.ts';
import { captionFigures, type SeedChoice } from './evidence.ts';
import { captionsHref, seedOfSamples } from './links.ts';

type Props = {
  path: string;
  plan: Pick<Plan, 'seeds'>;
  captions: readonly CaptionStatistics[];
  sources: readonly string[];
  seed: SeedChoice;
};

export function CaptionTable({ path, plan, captions, sources, seed }: Props) {
  const shown = sources.flatMap((source) => captionFigures(captions, source, seed) ?? []);
  return (
    <details className="fold">
      <summary>All figures of the captions</summary>
      <div className="fold-head">
        <p className="small soft">Means over a source’s captions; ± is their standard deviation.</p>
        <CopyMenu what="all figures of the captions" table={() => tableOf(shown)} />
      </div>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col" className="figure">
                Captions
              </th>
              {captionFigureList.map(({ key, title, unit }) => (
                <th key={key} scope="col" className="figure">
                  {title}
                  {unit === ' %' && ', %'}
                </th>
              ))}
              <th scope="col" className="figure">
                Cut off
              </th>
              <th scope="col" className="figure">
                Empty
              </th>
              <th scope="col" className="figure">
                Log-probability
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.source}>
                <th scope="row">
                  <a href={captionsHref(path, one.source, seedOfSamples(one.seed, plan))}>
                    {modelName(one.source)}
                  </a>
                </th>
                <td className="figure">{count(one.captions)}</td>
                {captionFigureList.map((figure) => (
                  <td key={figure.key} className="figure">
                    {written(figure.of(one), figure.format)}
                    {figure.deviation && (
                      <span className="faint"> ± {figure.format(figure.deviation(one))}</span>
                    )}
                  </td>
                ))}
                <td className="figure">{count(one.truncated)}</td>
                <td className="figure">{count(one.empty)}</td>
                <td className="figure">
                  {written(one.logProbabilityMean, (value) => value.toFixed(3).replace('-', '−'))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const written = (value: number | null, format: (value: number) => string): string =>
  value === null ? '–' : format(value);

const tableOf = (shown: readonly CaptionStatistics[]): Tabular => ({
  title: 'All figures of the captions',
  columns: [
    'source',
    'captions',
    ...captionFigureList.flatMap(({ title, unit, deviation }) => {
      const name = unit === ' %' ? `${title}, %` : title;
      return deviation ? [name, `${name}, standard deviation`] : [name];
    }),
    'cut off',
    'empty',
    'log-probability',
  ],
  rows: shown.map((one) => [
    modelName(one.source),
    one.captions,
    ...captionFigureList.flatMap(({ of, deviation }) => (deviation ? [of(one), deviation(one)] : [of(one)])),
    one.truncated,
    one.empty,
    one.logProbabilityMean,
  ]),
});
