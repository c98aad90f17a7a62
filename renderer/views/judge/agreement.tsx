/** How far the judges agree with one another. */
import type { JudgeAgreement } from '../../../shared/judge.ts';
import { Card } from '../../components/card.tsx';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { WithInterval } from '../../components/with-interval.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { count, percent } from '../../data/format.ts';

type Props = { agreement: readonly JudgeAgreement[]; judges: number };

export function Agreement({ agreement, judges }: Props) {
  return (
    <Card
      title="Agreement between judges"
      about="1 is full agreement, 0 what chance gives, with 95 % intervals."
      actions={
        agreement.length > 0 && (
          <CopyMenu what="the agreement between judges" table={() => tableOf(agreement)} />
        )
      }
    >
      {agreement.length === 0 ? (
        <p className="soft">
          {judges < 2
            ? 'One judge alone cannot agree with anybody. A second one gets the same pairs.'
            : 'No two judges have answered the same pair yet.'}
        </p>
      ) : (
        <DataTable
          label="Judges, two by two"
          columns={columns}
          rows={agreement}
          keyOf={({ judges: both }) => both?.join('\n') ?? ''}
        />
      )}
    </Card>
  );
}

const signed = (value: number): string => value.toFixed(2).replace('-', '−');

const columns: DataColumn<JudgeAgreement>[] = [
  {
    title: 'Judges',
    value: ({ judges }) => judges?.join(' and ') ?? 'All judges',
    cell: ({ judges }) => (
      <>
        {judges ? `${judges[0]} and ${judges[1]}` : 'All judges'}
        <span className="cell-interval">{judges ? 'Cohen’s kappa' : 'Krippendorff’s alpha'}</span>
      </>
    ),
  },
  {
    title: 'Coefficient',
    isFigure: true,
    value: ({ coefficient }) => coefficient?.value ?? null,
    cell: ({ coefficient }) =>
      coefficient ? (
        <WithInterval of={coefficient} format={signed} />
      ) : (
        <span className="soft">not defined</span>
      ),
  },
  {
    title: 'Same answer, %',
    isFigure: true,
    value: ({ same }) => same?.value ?? null,
    cell: ({ same }) => <WithInterval of={same} format={percent} />,
  },
  {
    title: 'Pairs in common',
    isFigure: true,
    value: ({ pairs }) => pairs,
    cell: ({ pairs }) => count(pairs),
  },
];

const tableOf = (agreement: readonly JudgeAgreement[]): Tabular => ({
  title: 'Agreement between judges',
  columns: ['judges', 'coefficient', 'value', 'low', 'high', 'same answer', 'pairs'],
  rows: agreement.map(({ judges, coefficient, same, pairs }) => [
    judges ? judges.join(' and ') : 'all',
    judges ? 'Cohen’s kappa' : 'Krippendorff’s alpha',
    coefficient?.value ?? null,
    coefficient?.low ?? null,
    coefficient?.high ?? null,
    same?.value ?? null,
    pairs,
  ]),
});
