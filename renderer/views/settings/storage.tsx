/** What lies on the disk: where, how much, for what, and what can be deleted because a run makes it again. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Storage } from '../../../shared/settings-requests.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ErrorNotice, Notice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { ask } from '../../data/ask.ts';
import { bytes } from '../../data/format.ts';
import { keyOf } from '../../data/queries.ts';
import { pageHref } from '../../route.ts';
import { CleanDialog, type Cleaning } from './clean-dialog.tsx';
import { DiskBar } from './disk-bar.tsx';
import { StorageTable, storageTable } from './storage-table.tsx';

const key = keyOf('storage.get', {});

export function StorageCard() {
  const client = useQueryClient();
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: key,
    queryFn: () => ask('storage.get', {}),
    // Every file is looked at: asked for by whoever opens the page, not over and over.
    refetchOnWindowFocus: false,
  });
  const [cleaning, setCleaning] = useState<Cleaning | null>(null);
  const clean = useMutation({
    mutationFn: ({ experiment, kind }: Cleaning) =>
      ask('storage.clean', { path: experiment.path, kinds: [kind] }),
    onSettled: () => {
      void refetch();
      void client.invalidateQueries({ queryKey: ['experiments.list'] });
    },
  });
  return (
    <Card
      title="Storage"
      about="What experiments take of the disk. Files that several of them hold lie there once."
      actions={
        <>
          <Button size="small" icon="redo" busy={isFetching && !isPending} onClick={() => refetch()}>
            Count again
          </Button>
          {data && data.experiments.length > 0 && (
            <CopyMenu what="the disk use" table={() => storageTable(data.experiments)} />
          )}
        </>
      }
    >
      <ErrorNotice error={error} onRetry={() => refetch()} />
      <ErrorNotice error={clean.error} />
      {clean.data && (
        <Notice tone="plain" icon="check" title={`${bytes(clean.data.freed)} became free`}>
          The next run of that experiment makes it again if it needs it.
        </Notice>
      )}
      {isPending && (
        <div role="status" aria-label="Files are being counted">
          <Skeleton height="10rem" />
        </div>
      )}
      {data && (
        <>
          <Places storage={data} />
          <DiskBar storage={data} />
          {data.experiments.length === 0 ? (
            <p className="soft">No experiment takes any room yet.</p>
          ) : (
            <StorageTable experiments={data.experiments} busy={clean.isPending} onClean={setCleaning} />
          )}
        </>
      )}
      <CleanDialog
        cleaning={cleaning}
        onConfirm={(one) => clean.mutate(one)}
        onClose={() => setCleaning(null)}
      />
    </Card>
  );
}

function Places({ storage: { home, experimentsFolder, trashBytes } }: { storage: Storage }) {
  return (
    <dl className="storage-places">
      <dt>Settings</dt>
      <dd>
        <code>{home}</code>
      </dd>
      <dt>Experiments</dt>
      <dd>
        <code>{experimentsFolder}</code>
      </dd>
      {trashBytes > 0 && (
        <>
          <dt>Deleted</dt>
          <dd>
            {bytes(trashBytes)} of deleted experiments, until the window closes.{' '}
            <a href={pageHref('welcome')}>Home</a> fetches them back or deletes them for good.
          </dd>
        </>
      )}
    </dl>
  );
}
