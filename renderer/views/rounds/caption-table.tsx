/** All figures of the captions, folded away until wanted. */
import type { CaptionStatistics } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
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
