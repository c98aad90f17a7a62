/** Where models run: what this machine has, and which of it every run takes, whoever starts it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Devices } from '../../../shared/settings-requests.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ErrorNotice, Notice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ask } from '../../data/ask.ts';
import { bytes } from '../../data/format.ts';
import { keyOf } from '../../data/queries.ts';
import { pageHref } from '../../route.ts';

const key = keyOf('devices.list', {});

type Props = {
  chosen: string;
  /** Ends when it is stored, or could not be. */
  onChange: (device: string) => Promise<unknown>;
};

export function Device({ chosen, onChange }: Props) {
  const client = useQueryClient();
  const { data, error, isPending } = useQuery({
    queryKey: key,
    queryFn: () => ask('devices.list', {}),
    // PyTorch takes seconds to load, and cards do not come and go.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const again = useMutation({
    mutationFn: () => ask('devices.list', { again: true }),
    onSuccess: (found) => client.setQueryData(key, found),
    onError: () => client.invalidateQueries({ queryKey: key }),
  });
  return (
    <Card
      title="Where models run"
      about="Trains, and captions through PyTorch, in every run that begins from now on. Captioners on ONNX Runtime use the processor; a server has its own."
      actions={
        <Button size="small" icon="redo" busy={again.isPending} onClick={() => again.mutate()}>
          Look again
        </Button>
      }
    >
      <ErrorNotice error={again.error ?? error} />
      {isPending && (
        <div role="status" aria-label="PyTorch is asked which devices there are">
          <Skeleton height="6rem" />
        </div>
      )}
      {data && <Choice devices={data} chosen={chosen} onChange={onChange} />}
      {data?.forced && (
        <Notice tone="warn" title={`SQUARED_DEVICE=${data.forced} goes first`}>
          It is set in the environment that Squared was started in; what is chosen here counts without it.
        </Notice>
      )}
    </Card>
  );
}

function Choice({ devices: { cpu, gpus, torch }, chosen, onChange }: Props & { devices: Devices }) {
  /** Chosen here and not stored yet: the mark moves at once. */
  const [wanted, setWanted] = useState<string | null>(null);
  const choose = (device: string): void => {
    setWanted(device);
    onChange(device)
      .catch(() => {}) // said by who stores it
      .finally(() => setWanted(null));
  };
  const best = gpus[0]?.name ?? 'the processor';
  const offered = [
    { id: 'auto', title: 'The best there is', about: `Now ${best}.` },
    ...gpus.map(({ id, name, memoryBytes }) => ({
      id,
      title: name,
      about: `${bytes(memoryBytes)} of memory; PyTorch calls it ${id}.`,
    })),
    {
      id: 'cpu',
      title: 'Processor',
      about: `${cpu.name}: ${cpu.cores} ${cpu.cores === 1 ? 'core' : 'cores'}, ${bytes(cpu.memoryBytes)} of memory.`,
    },
  ];
  const isThere = offered.some(({ id }) => id === chosen);
  return (
    <>
      {!isThere && (
        <Notice tone="warn" title={`${chosen} was chosen and is not there`}>
          Runs that begin now stop at once and say so. Choose another device, or put the card back.
        </Notice>
      )}
      <fieldset className="devices">
        <legend className="unseen">Where models run</legend>
        {offered.map(({ id, title, about }) => (
          <label key={id}>
            <input
              type="radio"
              name="device"
              value={id}
              checked={id === (wanted ?? chosen)}
              onChange={() => choose(id)}
            />
            <span>
              <b>{title}</b> <span className="soft small">{about}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {gpus.length === 0 && (
        <p className="small soft">
          PyTorch {torch} sees no GPU here. If there is one, <a href={pageHref('doctor')}>Doctor</a> says what
          keeps it from it.
        </p>
      )}
    </>
  );
}
