/** Captions: every image with everything that was written about it. A gallery; beside it, or over it where there is little room, one image. */
import './captions.css';
import { useDeferredValue, useMemo, useState } from 'react';
import type { GalleryFilter } from '../../../shared/gallery.ts';
import type { Experiment } from '../../../shared/models.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useGallery, useGalleryChoices, useGalleryCount } from '../../data/queries.ts';
import { go, hrefOf, type Query } from '../../route.ts';
import { ExportButton } from '../export/index.tsx';
import { nextOf, stepInWords, whyNotYet } from '../rounds/awaited.ts';
import { ChosenFilters } from './chosen-filters.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { isFiltered, withWriter } from './filter-route.ts';
import { Gallery } from './gallery.tsx';
import { OneImage } from './one-image.tsx';
import { OrderField } from './order-field.tsx';
import { loadedOf, type Page, shownTotal } from './pages.ts';
import { Toolbar } from './toolbar.tsx';
import { useFilter } from './use-filter.ts';
import { useIsNarrow } from './use-is-narrow.ts';
import { useStepKeys } from './use-step-keys.ts';
import { whyEmpty } from './why-empty.ts';
import { likelyWriter, WriterField, writerTitle } from './writer-field.tsx';

const none: readonly Page[] = [];

type Props = { experiment: Experiment; image: number | null; query: Query };

export function CaptionsView({ experiment, image, query: wish }: Props) {
  const { path } = experiment.summary;
  const { filter, typed, onType, onFilter, hrefTo } = useFilter(path, image, wish);
  const [panel, setPanel] = useState(false);
  const query = useGallery(path, filter);
  const fresh = query.data !== undefined && !query.isPlaceholderData;
  const counting = useGalleryCount(path, filter, fresh);
  const choices = useGalleryChoices(path).data ?? [];
  const pages = useDeferredValue(query.data?.pages ?? none);
  const loaded = useMemo(() => loadedOf(pages), [pages]);
  const narrow = useIsNarrow();
  const covered = narrow && image !== null;

  const counted = fresh ? (counting.data?.images ?? null) : null;
  const total = shownTotal(loaded.images.length, counted, query.hasNextPage);
  const sets = pages[0]?.sets ?? [];
  const open = (id: number): void => window.location.replace(hrefTo(id));
  const close = (): void => go(hrefTo(null));
  const index = image === null ? null : loaded.indexOf(image);
  const opener = (at: number | null): (() => void) | null => {
    const found = at === null ? undefined : loaded.images[at];
    return found ? () => open(found.id) : null;
  };
  const onBefore = opener(index === null || index === 0 ? null : index - 1);
  const onNext = opener(index === null ? null : index + 1);
  useStepKeys(image !== null, { onBefore, onNext, onClose: close });

  const canLoad = query.hasNextPage && !query.isFetchingNextPage && !query.isError;
  const { fetchNextPage } = query;
  const loadMore = useMemo(() => (canLoad ? () => void fetchNextPage() : null), [canLoad, fetchNextPage]);

  // Metrics and flags are of one writer's captions: of the one chosen, else of the one that is meant most likely.
  const writer = filter.writer ?? likelyWriter(choices);
  const choice = writer && choices.find((one) => one.source === writer.source && one.seed === writer.seed);
  const who = writer ? writerTitle(writer, choices) : '';
  const change = (part: Partial<GalleryFilter>): void => onFilter({ ...filter, ...part });
  const ofWriter = (part: Partial<GalleryFilter>): void => onFilter({ ...filter, writer, ...part });
  const conditions = (filter.ranges?.length ?? 0) + (filter.flags?.length ?? 0);
  const nothing = fresh && total === 0;

  return (
    <div className="captions" data-open={image !== null || undefined} data-covered={covered || undefined}>
      <div className="captions-list" inert={covered}>
        <div className="captions-head">
          <Toolbar
            search={typed}
            onSearch={onType}
            set={filter.set ?? ''}
            onSet={(set) => change({ set: set || undefined })}
            sets={sets}
            total={counted}
            counting={counting.isFetching || (fresh && counting.data?.images === null)}
            busy={
              query.isPlaceholderData || (query.isFetching && !query.isFetchingNextPage && isFiltered(filter))
            }
            writer={
              choices.length > 0 && (
                <WriterField
                  choices={choices}
                  plan={experiment.plan}
                  writer={filter.writer}
                  onWriter={(one) => onFilter(withWriter(filter, one))}
                />
              )
            }
            order={
              choice?.measured && (
                <>
                  <Button
                    aria-expanded={panel}
                    aria-controls="captions-filters"
                    onClick={() => setPanel(!panel)}
                  >
                    Filters{conditions > 0 && ` (${conditions})`}
                  </Button>
                  <OrderField
                    order={filter.order}
                    metrics={choice.measured.metrics}
                    onOrder={(order) => ofWriter({ order })}
                  />
                </>
              )
            }
          >
            {sets.length > 0 && <ExportButton experiment={experiment} />}
          </Toolbar>
          <div id="captions-filters" hidden={!panel || !choice?.measured}>
            {panel && choice?.measured && (
              <FilterPanel filter={filter} measured={choice.measured} who={who} onFilter={ofWriter} />
            )}
          </div>
          <ChosenFilters
            filter={filter}
            onFilter={change}
            onClear={() => change({ ranges: undefined, flags: undefined })}
          />
        </div>
        {query.error && <ErrorNotice error={query.error} onRetry={() => query.refetch()} />}
        {nothing && !query.error && (
          <NothingHere
            experiment={experiment}
            reasons={isFiltered(filter) || filter.order ? whyEmpty(filter, choice, who) : null}
            onClear={() => {
              onType('');
              onFilter({});
            }}
          />
        )}
        {(query.isPending || total > 0) && !(query.error && loaded.images.length === 0) && (
          <Gallery
            // Another filter is another list: it begins at its top.
            key={JSON.stringify(filter)}
            path={path}
            loaded={loaded}
            total={query.isPending ? 60 : total}
            selected={image}
            loadMore={loadMore}
            onMove={open}
            hrefTo={hrefTo}
            metric={filter.order?.metric ?? null}
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

type NothingProps = {
  experiment: Experiment;
  /** Null: nothing was asked that could leave anything out. */
  reasons: readonly string[] | null;
  onClear: () => void;
};

function NothingHere({ experiment, reasons, onClear }: NothingProps) {
  if (reasons)
    return (
      <EmptyState icon="search" title="No image fits">
        {reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
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
