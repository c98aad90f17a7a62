/** Doctor: what is set up on this machine, what is missing, and the exact command that mends it. */
import '../pages.css';
import type { DoctorReport } from '../../../shared/requests.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Icon } from '../../components/icons.tsx';
import { PageSkeleton } from '../../components/skeleton.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { useDoctor } from '../../data/queries.ts';

type Item = DoctorReport['items'][number];

const states: Record<Item['state'], string> = { ok: 'In order', missing: 'Missing', problem: 'Problem' };

export function DoctorView() {
  const { data, error, isPending, isFetching, refetch } = useDoctor();
  if (isPending) return <PageSkeleton />;
  if (!data)
    return (
      <EmptyState icon="pulse" title="The machine cannot be looked at">
        <ErrorNotice error={error} onRetry={() => refetch()} />
      </EmptyState>
    );
  const amiss = data.items.filter(({ state }) => state !== 'ok').length;
  return (
    <div className="page narrow">
      <h1>Doctor</h1>
      <ErrorNotice error={error} />
      <Card
        title={
          data.ok
            ? 'Everything is in order'
            : amiss === 1
              ? 'One thing needs mending'
              : `${amiss} things need mending`
        }
        about="What Squared needs of this machine. Looking changes nothing."
        actions={
          <>
            <Button size="small" icon="redo" busy={isFetching} onClick={() => refetch()}>
              Look again
            </Button>
            <CopyMenu
              what="what the doctor found"
              table={() => ({
                title: 'Doctor',
                columns: ['name', 'state', 'detail', 'mend'],
                rows: data.items.map(({ name, state, detail, mend }) => [name, state, detail, mend]),
              })}
            />
          </>
        }
      >
        <ul className="doctor-items">
          {data.items.map((item) => (
            <DoctorItem key={item.name} item={item} />
          ))}
        </ul>
      </Card>
    </div>
  );
}

function DoctorItem({ item: { name, state, detail, mend } }: { item: Item }) {
  return (
    <li data-state={state}>
      <Icon name={state === 'ok' ? 'check' : 'alert'} />
      <b>{name}</b>
      <span>
        <span className="unseen">{states[state]}: </span>
        {detail}
      </span>
      {mend && (
        <span className="command">
          <code>{mend}</code>
          <CopyButton text={mend} label={`Copy the command for ${name}`} />
        </span>
      )}
    </li>
  );
}
