/** Models: every checkpoint of every experiment, what it takes of the disk, where it comes from, and the folder it lies in. */
import '../pages.css';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { StoredModel } from '../../../shared/library-requests.ts';
import { modelTitle } from '../../../shared/model-title.ts';
import { IconButton } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageSkeleton } from '../../components/skeleton.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { ask } from '../../data/ask.ts';
import { bytes, moment } from '../../data/format.ts';
import { modelName } from '../../data/names.ts';
import { keyOf } from '../../data/queries.ts';
import { hrefOf, pageHref } from '../../route.ts';

export function ModelsView() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: keyOf('models.list', {}),
    queryFn: () => ask('models.list', {}),
  });
  const [search, setSearch] = useState('');
  const [refusal, setRefusal] = useState<Error | null>(null);
  const shown = useMemo(() => (data ?? []).filter((one) => fits(one, search)), [data, search]);
  const columns = useMemo(
    () =>
      columnsOf(({ path, seed, model }) =>
        ask('window.showModel', { path, seed, model }).then(() => setRefusal(null), setRefusal),
      ),
    [],
  );
  if (isPending) return <PageSkeleton />;
  if (!data)
    return (
      <EmptyState icon="box" title="The models cannot be listed">
        <ErrorNotice error={error} onRetry={() => refetch()} />
      </EmptyState>
    );
  if (data.length === 0)
    return (
      <EmptyState icon="box" title="No models yet">
        <p>
          Each training of an experiment leaves one here: its weights with everything they were made from.
        </p>
        <a className="button" href={pageHref('new')}>
          New experiment
        </a>
      </EmptyState>
    );
  return (
    <div className="page narrow">
      <h1>Models</h1>
      <ErrorNotice error={refusal} />
      <Card
        title={`${data.length} ${data.length === 1 ? 'checkpoint' : 'checkpoints'}`}
        about="Folders in the layout that Hugging Face publishes; stock Transformers opens them."
        actions={
          <>
            <input
              className="field"
              type="search"
              placeholder="Search models"
              aria-label="Search models"
              value={search}
              onChange={({ currentTarget }) => setSearch(currentTarget.value)}
            />
            <CopyMenu what="the models" table={() => tableOf(shown)} />
          </>
        }
      >
        <DataTable
          label="Checkpoints"
          columns={columns}
          rows={shown}
          keyOf={({ path, seed, model }) => `${path} ${seed} ${model}`}
        />
        {shown.length === 0 && <p className="soft">No model fits “{search.trim()}”.</p>}
      </Card>
    </div>
  );
}

const fits = ({ experiment, model, base, seed }: StoredModel, search: string): boolean => {
  const text = `${experiment} ${modelName(model)} ${base} seed ${seed}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

const columnsOf = (onFolder: (model: StoredModel) => void): DataColumn<StoredModel>[] => [
  { title: 'Model', value: ({ model }) => modelName(model) },
  {
    title: 'Experiment',
    className: 'wrap',
    value: ({ experiment }) => experiment,
    cell: ({ experiment, path }) => <a href={hrefOf('run', path)}>{experiment}</a>,
  },
  {
    title: 'Made from',
    className: 'wrap',
    value: ({ base }) => modelTitle(base),
    cell: ({ base }) => <span title={base}>{modelTitle(base)}</span>,
  },
  { title: 'Seed', isFigure: true, value: ({ seed }) => seed },
  {
    title: 'Size',
    isFigure: true,
    value: (one) => one.bytes,
    cell: (one) => (
      <>
        {bytes(one.bytes)}
        {one.shared && <span className="soft"> shared</span>}
      </>
    ),
  },
  {
    title: 'As ONNX',
    isFigure: true,
    value: ({ exportedBytes }) => exportedBytes,
    cell: ({ exportedBytes }) => (exportedBytes === null ? '–' : bytes(exportedBytes)),
  },
  {
    title: 'Trained',
    className: 'soft',
    value: ({ trainedAt }) => trainedAt,
    cell: ({ trainedAt }) => moment(trainedAt),
  },
  {
    title: 'Folder',
    head: '',
    cell: (one) => (
      <IconButton
        label={`Show the folder of ${modelName(one.model)}, seed ${one.seed}, of ${one.experiment}`}
        icon="folder"
        size="small"
        onClick={() => onFolder(one)}
      />
    ),
  },
];

const tableOf = (models: readonly StoredModel[]) => ({
  title: 'Checkpoints',
  columns: ['experiment', 'made from', 'seed', 'model', 'bytes', 'onnx bytes', 'trained'],
  rows: models.map((one) => [
    one.experiment,
    one.base,
    one.seed,
    one.model,
    one.bytes,
    one.exportedBytes,
    one.trainedAt,
  ]),
});
