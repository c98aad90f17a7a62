/** Data: the sets of the experiment, what each is for, and every item that was quarantined with its reason. */
import '../pages.css';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Experiment } from '../../../shared/models.ts';
import type { RequestResult } from '../../../shared/requests.ts';
import { Card } from '../../components/card.tsx';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageSkeleton } from '../../components/skeleton.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { ask } from '../../data/ask.ts';
import { count } from '../../data/format.ts';
import { keyOf } from '../../data/queries.ts';
import { hrefOf } from '../../route.ts';
import { nextOf, stepInWords, whyNotYet } from '../rounds/awaited.ts';
import { Changes } from './changes.tsx';
import { Quarantine } from './quarantine.tsx';

type Sets = RequestResult<'data.overview'>['sets'];

const roles: Record<Sets[number]['role'], string> = {
  pretrain: 'recaptioned and pretrained on',
  more: 'only for the control that trains on more images',
  sft: 'instruction data',
  'held-out': 'held out: its loss is measured after each stage',
  specialist: 'a specialist’s lessons',
  bench: 'asked about by the benchmarks',
};

export function ExperimentDataView({ experiment }: { experiment: Experiment }) {
  const { path, state } = experiment.summary;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: keyOf('data.overview', { path }),
    queryFn: () => ask('data.overview', { path }),
    refetchInterval: state === 'running' && 5000,
  });
  const columns = useMemo(() => columnsOf(path), [path]);
  if (isPending) return <PageSkeleton />;
  if (!data)
    return (
      <EmptyState icon="folder" title="The data cannot be read">
        <ErrorNotice error={error} onRetry={() => refetch()} />
      </EmptyState>
    );
  const step = nextOf(experiment, 'import');
  return (
    <div className="page narrow">
      <Card title="Sets" about={data.source} actions={data.sets.length > 0 && <CopySets sets={data.sets} />}>
        {data.sets.length === 0 ? (
          <p className="soft">
            Nothing is imported yet. {step && `It comes with ${stepInWords(step, experiment)}. `}
            {whyNotYet(experiment)}
          </p>
        ) : (
          <DataTable label="Sets" columns={columns} rows={data.sets} keyOf={({ name }) => name} />
        )}
      </Card>
      {data.sets.length > 0 && <Quarantine path={path} total={data.quarantined} reasons={data.reasons} />}
      {data.sets.length > 0 && experiment.plan.dataset.kind !== 'world' && <Changes path={path} />}
      {experiment.skipped.length > 0 && (
        <p className="small soft">
          What else was left out, and why, stands in <a href={hrefOf('run', path)}>Run</a>.
        </p>
      )}
    </div>
  );
}

const columnsOf = (path: string): DataColumn<Sets[number]>[] => [
  {
    title: 'Set',
    value: ({ name }) => name,
    cell: ({ name }) => <a href={hrefOf('captions', path, { set: name })}>{name}</a>,
  },
  { title: 'Images', isFigure: true, value: ({ images }) => images, cell: ({ images }) => count(images) },
  { title: 'Turns of text', isFigure: true, value: ({ turns }) => turns, cell: ({ turns }) => count(turns) },
  { title: 'What it is for', className: 'soft', value: ({ role }) => roles[role] },
];

const CopySets = ({ sets }: { sets: Sets }) => (
  <CopyMenu
    what="the sets"
    table={() => ({
      title: 'Sets of the experiment',
      columns: ['set', 'role', 'images', 'turns'],
      rows: sets.map(({ name, role, images, turns }) => [name, role, images, turns]),
    })}
  />
);
