import type { StoredExperiment, StoredKind } from '../../../shared/settings-requests.ts';
import { Button } from '../../components/button.tsx';
import { bytes } from '../../data/format.ts';
import { hrefOf } from '../../route.ts';
import type { Cleaning } from './clean-dialog.tsx';
import { kindNames } from './stored-kinds.ts';

const columns: readonly StoredKind[] = [
  'images',
  'pixels',
  'features',
  'checkpoints',
  'exports',
  'databases',
];

type Props = {
  experiments: readonly StoredExperiment[];
  busy: boolean;
  onClean: (cleaning: Cleaning) => void;
};

export function StorageTable({ experiments, busy, onClean }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="table-scroll" tabIndex={0} aria-label="Disk used by experiment">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Experiment</th>
            <th scope="col" className="figure">
              In all
            </th>
            {columns.map((kind) => (
              <th key={kind} scope="col" className="figure">
                {kindNames[kind]}
              </th>
            ))}
            <th scope="col">Can be made again</th>
          </tr>
        </thead>
        <tbody>
          {experiments.map((one) => (
            <tr key={one.path}>
              <th scope="row">
                <a href={hrefOf('run', one.path)}>{one.name}</a>
              </th>
              <td className="figure">{bytes(one.bytes)}</td>
              {columns.map((kind) => (
                <td key={kind} className="figure">
                  {one.byKind[kind] > 0 ? bytes(one.byKind[kind]) : '–'}
                </td>
              ))}
              <td className="storage-clean">
                <Cleanable experiment={one} busy={busy} onClean={onClean} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

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
  columns: ['experiment', 'in all', ...columns],
  rows: experiments.map((one) => [one.name, one.bytes, ...columns.map((kind) => one.byKind[kind])]),
});
