/** What kinds of clauses a specialist's captions hold, and how many of them the final generalist says about the same images. */
import { useMemo } from 'react';
import type { Experiment } from '../../../shared/models.ts';
import type { KeptClauses, KeptOfKind } from '../../../shared/specialist-clauses.ts';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { WithInterval } from '../../components/with-interval.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { count, percent } from '../../data/format.ts';
import { modelName } from '../../data/names.ts';
import { KeptExamples } from './kept-examples.tsx';
import { comparedOf, keptTable, kindsShown, kindTitle, whereCompared } from './kept-figures.ts';

type Props = { kept: KeptClauses; experiment: Experiment };

export function ClausesKept({ kept, experiment }: Props) {
  const kinds = useMemo(() => kindsShown(kept), [kept]);
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
      <DataTable
        label={`Kinds of clauses of ${name}`}
        columns={columns}
        rows={kinds}
        keyOf={({ kind }) => kind}
      />
      <KeptExamples kept={kept} path={experiment.summary.path} />
    </section>
  );
}

const shareColumn = (
  title: string,
  of: (kind: KeptOfKind) => KeptOfKind['final'],
): DataColumn<KeptOfKind> => ({
  title,
  isFigure: true,
  value: (kind) => of(kind)?.value ?? null,
  cell: (kind) => <WithInterval of={of(kind)} format={percent} />,
});

const columns: DataColumn<KeptOfKind>[] = [
  { title: 'Clauses', value: ({ kind }) => kindTitle(kind) },
  {
    title: 'In 100 captions',
    isFigure: true,
    value: ({ perHundred }) => perHundred.value,
    cell: ({ perHundred }) => <WithInterval of={perHundred} format={(value) => value.toFixed(1)} />,
  },
  shareColumn('Last round says, %', ({ before }) => before),
  shareColumn('Final says, %', ({ final }) => final),
  shareColumn('Final says, asked so, %', ({ finalAsked }) => finalAsked),
  { title: 'Compared', isFigure: true, value: comparedOf, cell: (kind) => count(comparedOf(kind)) },
];
