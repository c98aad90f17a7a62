/** Data: the sets of the experiment, what each is for, and every item that was quarantined with its reason. */
import '../pages.css';
import { useQuery } from '@tanstack/react-query';
import type { Experiment } from '../../../shared/models.ts';
import type { RequestResult } from '../../../shared/requests.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageSkeleton } from '../../components/skeleton.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { ask } from '../../data/ask.ts';
import { count } from '../../data/format.ts';
import { keyOf } from '../../data/queries.ts';
import { hrefOf } from '../../route.ts';
import { nextOf, stepInWords, whyNotYet } from '../rounds/awaited.ts';
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
          <SetTable sets={data.sets} path={path} />
        )}
      </Card>
      {data.sets.length > 0 && <Quarantine path={path} total={data.quarantined} reasons={data.reasons} />}
      {experiment.skipped.length > 0 && (
        <p className="small soft">
          What else was left out, and why, stands in <a href={hrefOf('run', path)}>Run</a>.
        </p>
      )}
    </div>
  );
}

function SetTable({ sets, path }: { sets: Sets; path: string }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Set</th>
          <th scope="col" className="figure">
            Images
          </th>
          <th scope="col" className="figure">
            Turns of text
          </th>
          <th scope="col">What it is for</th>
        </tr>
      </thead>
      <tbody>
        {sets.map(({ name, role, images, turns }) => (
          <tr key={name}>
            <th scope="row">
              <a href={hrefOf('captions', path, { set: name })}>{name}</a>
            </th>
            <td className="figure">{count(images)}</td>
            <td className="figure">{count(turns)}</td>
            <td className="soft">{roles[role]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

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
