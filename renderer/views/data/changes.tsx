/** Files of the data that are no longer as they were when they were imported, and what to do about it. */
import { useQuery } from '@tanstack/react-query';
import type { RequestResult } from '../../../shared/requests.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { ErrorNotice, Notice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { ask } from '../../data/ask.ts';
import { count } from '../../data/format.ts';
import { keyOf } from '../../data/queries.ts';
import { hrefOf } from '../../route.ts';

type Changed = RequestResult<'data.changes'>;

const mostShown = 100;

export function Changes({ path }: { path: string }) {
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: keyOf('data.changes', { path }),
    queryFn: () => ask('data.changes', { path }),
    // Every file is looked at: once, and when it is asked for.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const files = data?.reduce((sum, { changes }) => sum + changes.length, 0) ?? 0;
  return (
    <Card
      title="Changed since the import"
      about="The experiment goes on with what it imported; files are looked at when this page is opened."
      actions={
        <>
          <Button size="small" icon="redo" busy={isFetching && !isPending} onClick={() => refetch()}>
            Look again
          </Button>
          {data && files > 0 && <CopyMenu what="the changed files" table={() => tableOf(data)} />}
        </>
      }
    >
      <ErrorNotice error={error} onRetry={() => refetch()} />
      {isPending && (
        <div role="status" aria-label="Files are compared with what was imported">
          <Skeleton height="3rem" />
        </div>
      )}
      {data && files === 0 && <p className="soft">Everything is as it was when it was imported.</p>}
      {data && files > 0 && (
        <>
          <Notice
            tone="warn"
            title={`${count(files)} ${files === 1 ? 'file is' : 'files are'} no longer as imported`}
          >
            <p>
              Captions, scores and models here are of the old files, and stay so. To take the new ones in,
              duplicate the experiment on Home and run the copy, or in <a href={hrefOf('run', path)}>Run</a>{' '}
              do “Import the images” again, which makes everything anew.
            </p>
          </Notice>
          {data.map((one) => (
            <ChangedSource key={one.source} {...one} />
          ))}
        </>
      )}
    </Card>
  );
}

function ChangedSource({ source, changes }: Changed[number]) {
  const rest = changes.length - mostShown;
  return (
    <div className="changed-files">
      <h3>
        <code>{source}</code>
      </h3>
      <DataTable
        label={`Changed files of ${source}`}
        columns={columns}
        rows={changes.slice(0, mostShown)}
        keyOf={({ path }) => path}
      />
      {rest > 0 && <p className="small soft">and {count(rest)} more, all of them in the copied table</p>}
    </div>
  );
}

const columns: DataColumn<Changed[number]['changes'][number]>[] = [
  { title: 'File', className: 'wrap', value: ({ path }) => path },
  { title: 'What became of it', className: 'soft', value: ({ what }) => what },
];

const tableOf = (changed: Changed) => ({
  title: 'Files that have changed since the import',
  columns: ['source', 'file', 'what'],
  rows: changed.flatMap(({ source, changes }) => changes.map(({ path, what }) => [source, path, what])),
});
