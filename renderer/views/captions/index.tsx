/** Captions: every image with everything that was written about it. A gallery; beside it, or over it where there is little room, one image. */
import './captions.css';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Experiment } from '../../../shared/models.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useGallery } from '../../data/queries.ts';
import { go, hrefOf, type Query } from '../../route.ts';
import { ExportButton } from '../export/index.tsx';
import { nextOf, stepInWords, whyNotYet } from '../rounds/awaited.ts';
import { Gallery } from './gallery.tsx';
import { OneImage } from './one-image.tsx';
import { imageAt, indexOfImage, loadedCount, type Page } from './pages.ts';
import { Toolbar } from './toolbar.tsx';
import { useDelayed } from './use-delayed.ts';
import { useIsNarrow } from './use-is-narrow.ts';
import { useStepKeys } from './use-step-keys.ts';

const none: readonly Page[] = [];

type Props = { experiment: Experiment; image: number | null; query: Query };

export function CaptionsView({ experiment, image, query: wish }: Props) {
  const { path } = experiment.summary;
  const [set, setSet] = useState(wish.set ?? '');
  const [search, setSearch] = useState(wish.search ?? '');
  const asked = useDelayed(search.trim(), 180);
  const query = useGallery(path, set, asked);
  const pages = useDeferredValue(query.data?.pages ?? none);
  const narrow = useIsNarrow();
  const covered = narrow && image !== null;

  const counted = pages[0]?.total ?? null;
  // Of what is too much to be counted there is always a page more, until there is none.
  const more = query.hasNextPage ? 100 : 0;
  const total = pages.length === 0 ? 0 : (counted ?? loadedCount(pages) + more);
  const sets = pages[0]?.sets ?? [];
  const open = (id: number): void => window.location.replace(hrefOf('captions', path, id));
  const close = (): void => go(hrefOf('captions', path));
  const index = image === null ? null : indexOfImage(pages, image);
  const opener = (at: number | null): (() => void) | null => {
    const found = at === null ? undefined : imageAt(pages, at);
    return found ? () => open(found.id) : null;
  };
  const onBefore = opener(index === null || index === 0 ? null : index - 1);
  const onNext = opener(index === null ? null : index + 1);
  useStepKeys(image !== null, { onBefore, onNext, onClose: close });

  const canLoad = query.hasNextPage && !query.isFetchingNextPage && !query.isError;
  const { fetchNextPage } = query;
  const loadMore = useMemo(() => (canLoad ? () => void fetchNextPage() : null), [canLoad, fetchNextPage]);
  const filtered = set !== '' || asked !== '';

  return (
    <div className="captions" data-open={image !== null || undefined} data-covered={covered || undefined}>
      <div className="captions-list" inert={covered}>
        <Toolbar
          search={search}
          onSearch={setSearch}
          set={set}
          onSet={setSet}
          sets={sets}
          total={query.data ? (counted ?? 'many') : null}
          busy={query.isPlaceholderData || (query.isFetching && !query.isFetchingNextPage && filtered)}
        >
          {sets.length > 0 && <ExportButton experiment={experiment} />}
        </Toolbar>
        {query.error && <ErrorNotice error={query.error} onRetry={() => query.refetch()} />}
        {query.data && total === 0 && !query.error && (
          <NothingHere
            experiment={experiment}
            filtered={filtered}
            onClear={() => {
              setSet('');
              setSearch('');
            }}
          />
        )}
        {(query.isPending || total > 0) && !(query.error && loadedCount(pages) === 0) && (
          <Gallery
            // Another filter is another list: it begins at its top.
            key={`${set} ${asked}`}
            path={path}
            pages={pages}
            total={query.isPending ? 60 : total}
            selected={image}
            loadMore={loadMore}
            onMove={open}
            stale={query.isPlaceholderData}
          />
        )}
      </div>
      {image !== null && (
        <OneImage
          experiment={experiment}
          id={image}
          takesFocus={narrow}
          onBefore={onBefore}
          onNext={onNext}
          onClose={close}
        />
      )}
    </div>
  );
}

type NothingProps = { experiment: Experiment; filtered: boolean; onClear: () => void };

function NothingHere({ experiment, filtered, onClear }: NothingProps) {
  if (filtered)
    return (
      <EmptyState icon="search" title="No image fits">
        <p>No caption has all of these words. The last word may be the beginning of one.</p>
        <Button onClick={onClear}>Show all images</Button>
      </EmptyState>
    );
  const step = nextOf(experiment, 'import');
  return (
    <EmptyState icon="image" title="No images yet">
      <p>
        {step && `They come with ${stepInWords(step, experiment)}. `}
        {whyNotYet(experiment)}
      </p>
      <a className="button" href={hrefOf('run', experiment.summary.path)}>
        Go to Run
      </a>
    </EmptyState>
  );
}
