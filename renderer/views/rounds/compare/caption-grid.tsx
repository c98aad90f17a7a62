/** What captions are like here and there, side by side: not paired, as each side wrote about its own images. */
import type { CaptionMetric } from '../../../../shared/caption-quality.ts';
import type { Figure } from '../../../../shared/charts/metric-figure.ts';
import { CopyMenu } from '../../../copy/copy-menu.tsx';
import { modelName } from '../../../data/names.ts';
import { type CaptionRows, captionRowsTable, inUnit } from './caption-rows.ts';

export function CaptionGrid({ found, name }: { found: CaptionRows; name: string }) {
  const { sources, rows } = found;
  if (rows.length === 0) return null;
  return (
    <details className="plan-differences">
      <summary>Captions, metric by metric</summary>
      <p className="small soft">
        Here | {name}, each with its own 95 % interval over its own captions; nothing is paired.
      </p>
      <CopyMenu
        what={`the captions’ metrics here and in ${name}`}
        table={() => captionRowsTable(found, name)}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className="table-scroll" tabIndex={0} aria-label={`Captions here and in ${name}`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              {sources.map((source) => (
                <th key={source} scope="col" className="figure">
                  {modelName(source)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ metric, cells }) => (
              <tr key={metric.name}>
                <th scope="row">
                  {metric.title}
                  {metric.unit === '%' && <span className="soft">, %</span>}
                </th>
                {sources.map((source, at) => {
                  const cell = cells[at];
                  return (
                    <td key={source} className="figure">
                      {cell ? <Pair {...cell} metric={metric} /> : <span className="faint">–</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Pair({ here, there, metric }: { here: Figure; there: Figure; metric: CaptionMetric }) {
  return (
    <>
      {inUnit(here.value, metric)} <span className="faint">|</span> {inUnit(there.value, metric)}
      {(here.low !== null || there.low !== null) && (
        <span className="cell-interval">
          {interval(here, metric)} | {interval(there, metric)}
        </span>
      )}
    </>
  );
}

const interval = ({ low, high }: Figure, metric: CaptionMetric): string =>
  low === null || high === null ? 'none' : `${inUnit(low, metric)} to ${inUnit(high, metric)}`;
