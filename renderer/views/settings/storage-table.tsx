/** The disk by experiment and kind, with what of each can be made again. */
import { useMemo } from 'react';
import type { StoredExperiment, StoredKind } from '../../../shared/settings-requests.ts';
import { Button } from '../../components/button.tsx';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { bytes } from '../../data/format.ts';
import { hrefOf } from '../../route.ts';
import type { Cleaning } from './clean-dialog.tsx';
import { kindNames } from './stored-kinds.ts';

const kinds: readonly StoredKind[] = ['images', 'pixels', 'features', 'checkpoints', 'exports', 'databases'];

type Props = {
  experiments: readonly StoredExperiment[];
  busy: boolean;
  onClean: (cleaning: Cleaning) => void;
};

export function StorageTable({ experiments, busy, onClean }: Props) {
  const columns = useMemo(() => columnsOf(busy, onClean), [busy, onClean]);
  return (
    <DataTable
      label="Disk used by experiment"
      columns={columns}
      rows={experiments}
      keyOf={({ path }) => path}
    />
  );
}

const columnsOf = (busy: boolean, onClean: Props['onClean']): DataColumn<StoredExperiment>[] => [
  {
    title: 'Experiment',
    value: ({ name }) => name,
    cell: ({ name, path }) => <a href={hrefOf('run', path)}>{name}</a>,
  },
  { title: 'In all', isFigure: true, value: (one) => one.bytes, cell: (one) => bytes(one.bytes) },
  ...kinds.map(
    (kind): DataColumn<StoredExperiment> => ({
      title: kindNames[kind],
      isFigure: true,
      value: ({ byKind }) => byKind[kind],
      cell: ({ byKind }) => (byKind[kind] > 0 ? bytes(byKind[kind]) : '–'),
    }),
  ),
  {
    title: 'Can be made again',
    className: 'storage-clean',
    cell: (one) => <Cleanable experiment={one} busy={busy} onClean={onClean} />,
  },
];

function Cleanable({
  experiment,
  busy,
  onClean,
}: Omit<Props, 'experiments'> & { experiment: StoredExperiment }) {
  const { cleanable, running, name } = experiment;
  if (running) return <span className="soft">It runs</span>;
  if (cleanable.length === 0) return <span className="soft">Nothing</span>;
  return cleanable.map(({ kind, frees, seconds }) => (
    <Button
      key={kind}
      size="small"
      icon="trash"
      disabled={busy}
      aria-label={`Delete the ${kindNames[kind].toLowerCase()} of ${name}, ${bytes(frees)}`}
      onClick={() => onClean({ experiment, kind, frees, seconds })}
    >
      {kindNames[kind]} {bytes(frees)}
    </Button>
  ));
}

/** In bytes, for copying. */
export const storageTable = (experiments: readonly StoredExperiment[]) => ({
  title: 'Disk used by experiments, in bytes',
  columns: ['experiment', 'in all', ...kinds],
  rows: experiments.map((one) => [one.name, one.bytes, ...kinds.map((kind) => one.byKind[kind])]),
});
