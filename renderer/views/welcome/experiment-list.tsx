/** All experiments: how far each is, what it last told, what it takes of the disk, and what can be done with it. */
import { useDeferredValue, useMemo, useState } from 'react';
import type { ExperimentSummary } from '../../../shared/models.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ask } from '../../data/ask.ts';
import { bytes } from '../../data/format.ts';
import { useExperiments } from '../../data/queries.ts';
import { go, hrefOf } from '../../route.ts';
import { Deleted } from './deleted.tsx';
import { ExperimentRow } from './experiment-row.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { shownExperiments } from './shown-experiments.ts';
import { useShelf } from './use-shelf.ts';

/** With fewer than these one sees them all at once. */
const searchFrom = 6;

export function ExperimentList() {
  const experiments = useExperiments();
  const shelf = useShelf();
  const [refusal, setRefusal] = useState<Error | null>(null);
  const [search, setSearch] = useState('');
  const [withArchived, setWithArchived] = useState(false);
  const [renaming, setRenaming] = useState<ExperimentSummary | null>(null);
  const [deleting, setDeleting] = useState<ExperimentSummary | null>(null);
  const wanted = useDeferredValue(search);
  const { data } = experiments;
  const shown = useMemo(
    () => shownExperiments(data ?? [], wanted, withArchived),
    [data, wanted, withArchived],
  );
  const openFolder = async (): Promise<void> => {
    setRefusal(null);
    const { path } = await ask('window.chooseFolder', { purpose: 'experiment' });
    if (!path) return;
    await ask('experiments.open', { path }).then((opened) => go(hrefOf('run', opened.path)), setRefusal);
  };
  return (
    <section aria-labelledby="experiments-title">
      <header className="list-head">
        <h2 id="experiments-title">Experiments</h2>
        {data && data.length > 0 && (
          <span className="small soft">
            {data.length} on this machine, {bytes(shown.bytes)}
          </span>
        )}
        <span className="list-tools">
          {(data?.length ?? 0) >= searchFrom && (
            <input
              className="field"
              type="search"
              placeholder="Search experiments"
              aria-label="Search experiments"
              value={search}
              onChange={({ currentTarget }) => setSearch(currentTarget.value)}
            />
          )}
          {shown.archived > 0 && (
            <Button
              kind="quiet"
              size="small"
              icon="archive"
              aria-pressed={withArchived}
              onClick={() => setWithArchived(!withArchived)}
            >
              {withArchived ? 'Hide archived' : `Show archived (${shown.archived})`}
            </Button>
          )}
          <Button kind="quiet" size="small" icon="folder" onClick={openFolder}>
            Open folder…
          </Button>
        </span>
      </header>
      <ErrorNotice error={refusal ?? shelf.error ?? experiments.error} />
      <Deleted shelf={shelf} />
      {experiments.isPending && <Skeleton height="8rem" />}
      {data?.length === 0 && (
        <p className="card none-yet soft">
          No experiments yet. What you start above is listed here, with its progress and its verdict, and
          stays until you delete it.
        </p>
      )}
      {data && data.length > 0 && shown.experiments.length === 0 && (
        <p className="card none-yet soft">
          {wanted.trim() ? `No experiment fits “${wanted.trim()}”.` : 'All experiments are archived.'}
        </p>
      )}
      {shown.experiments.length > 0 && (
        <ul className="card experiments">
          {shown.experiments.map((summary) => (
            <ExperimentRow
              key={summary.path}
              summary={summary}
              now={experiments.dataUpdatedAt}
              shelf={shelf}
              onRename={() => setRenaming(summary)}
              onDelete={() => setDeleting(summary)}
            />
          ))}
        </ul>
      )}
      <RenameDialog
        experiment={renaming}
        onClose={() => setRenaming(null)}
        onRename={(name) => renaming && shelf.rename.mutate({ path: renaming.path, name })}
      />
      <ConfirmDialog
        open={deleting !== null}
        title={`Delete ${deleting?.name ?? ''}?`}
        confirm="Delete the experiment"
        decline="Keep it"
        danger
        onConfirm={() => deleting && shelf.remove.mutate(deleting.path)}
        onClose={() => setDeleting(null)}
      >
        {`Its captions, checkpoints and report go with it (${freedBy(deleting)}). Until you close the window it can be fetched back; then it is gone. Your own images are not touched, nor is what other experiments have taken over from it.`}
      </ConfirmDialog>
    </section>
  );
}

/** What both experiments hold lies on the disk once and stays for the other. */
function freedBy(summary: ExperimentSummary | null): string {
  const { diskBytes = 0, sharedBytes = 0 } = summary ?? {};
  const shared = sharedBytes > 0 ? `, of which other experiments keep ${bytes(sharedBytes)}` : '';
  return `${bytes(diskBytes)}${shared}`;
}
