/** What kinds of clauses a specialist's captions hold, and how many of them the final generalist says about the same images. */
import type { Experiment } from '../../../shared/models.ts';
import type { KeptClauses, KeptOfKind } from '../../../shared/specialist-clauses.ts';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { count, percent } from '../../data/format.ts';
import { modelName } from '../../data/names.ts';
import { KeptExamples } from './kept-examples.tsx';
import { keptTable, kindsShown, kindTitle, whereCompared } from './kept-figures.ts';

type Props = { kept: KeptClauses; experiment: Experiment };

export function ClausesKept({ kept, experiment }: Props) {
  const kinds = kindsShown(kept);
  const name = modelName(kept.specialist);
  return (
    <section className="clauses-kept" aria-label={`Clauses of ${name}`}>
      <header className="part-head">
        <div>
          <h3>Clauses, and what of them survives</h3>
          <p className="small soft">{whereCompared(kept)}</p>
        </div>
        <CopyMenu what={`the clauses of ${name}`} table={() => keptTable(kept)} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className="table-scroll" tabIndex={0} aria-label={`Kinds of clauses of ${name}`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Clauses</th>
              {[
                'In 100 captions',
                'Last round says, %',
                'Final says, %',
                'Final says, asked so, %',
                'Compared',
              ].map((title) => (
                <th key={title} scope="col" className="figure">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <Row key={kind.kind} kind={kind} />
            ))}
          </tbody>
        </table>
      </section>
      <KeptExamples kept={kept} path={experiment.summary.path} />
    </section>
  );
}

function Row({ kind }: { kind: KeptOfKind }) {
  const { perHundred, before, final, finalAsked } = kind;
  const compared = (final ?? finalAsked ?? before)?.n ?? 0;
  return (
    <tr>
      <th scope="row">{kindTitle(kind.kind)}</th>
      <td className="figure">
        {perHundred.value.toFixed(1)}
        <span className="cell-interval">
          {perHundred.low.toFixed(1)}–{perHundred.high.toFixed(1)}
        </span>
      </td>
      {[before, final, finalAsked].map((share, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: three cells, always the same
        <Share key={at} share={share} />
      ))}
      <td className="figure">{count(compared)}</td>
    </tr>
  );
}

function Share({ share }: { share: KeptOfKind['final'] }) {
  if (!share) return <td className="figure faint">–</td>;
  return (
    <td className="figure">
      {percent(share.value)}
      <span className="cell-interval">
        {percent(share.low)}–{percent(share.high)}
      </span>
    </td>
  );
}
