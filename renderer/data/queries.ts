/** What the views read, one hook a request. Events keep the caches live (live.ts); polling covers a run in another process. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AnyRequestArgs, AnyRequestName } from '../../shared/bridge.ts';
import type { GalleryFilter, GalleryPlace } from '../../shared/gallery.ts';
import { firstPageSize } from '../../shared/gallery-requests.ts';
import { ask } from './ask.ts';

export const keyOf = <N extends AnyRequestName>(name: N, args: AnyRequestArgs<N>) => [name, args] as const;

function useRequest<N extends AnyRequestName>(
  name: N,
  args: AnyRequestArgs<N>,
  options: { every?: number | false } = {},
) {
  return useQuery({
    queryKey: keyOf(name, args),
    queryFn: () => ask(name, args),
    refetchInterval: options.every ?? false,
  });
}

export const logLines = 500;
/** The most the engine gives at once: a page costs it about the same whether it has 200 rows or 500. */
export const pageSize = 500;

export const usePresets = () => useRequest('presets.list', {});
export const useExperiments = () => useRequest('experiments.list', {}, { every: 5000 });
export const useTrash = () => useRequest('experiments.trash', {});
export const useDoctor = () => useRequest('doctor', {});

export function useExperiment(path: string) {
  return useQuery({
    queryKey: keyOf('experiment.get', { path }),
    queryFn: () => ask('experiment.get', { path }),
    // A run may also be started elsewhere, from a terminal.
    refetchInterval: ({ state }) => (state.data?.summary.state === 'running' ? 3000 : 10_000),
  });
}

export const useLosses = (path: string, running: boolean) =>
  useRequest('experiment.losses', { path, limit: 300 }, { every: running && 2000 });
export const useLog = (path: string, running: boolean) =>
  useRequest('experiment.log', { path, lines: logLines }, { every: running && 5000 });
export const useScores = (path: string, running: boolean) =>
  useRequest('experiment.scores', { path }, { every: running && 10_000 });
export const useQuality = (path: string, running: boolean) =>
  useRequest('experiment.quality', { path }, { every: running && 10_000 });
export const useImage = (path: string, id: number) =>
  useQuery({
    queryKey: keyOf('image.get', { path, id }),
    queryFn: () => ask('image.get', { path, id }),
    // Stepping through images keeps the last one until the next is there: no flicker.
    placeholderData: keepPreviousData,
  });

/** The same for the whole of an experiment: asked once. */
export const useObjectNames = (path: string) =>
  useQuery({
    queryKey: keyOf('objects.names', { path }),
    queryFn: () => ask('objects.names', { path }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useGallery(path: string, filter: GalleryFilter) {
  return useInfiniteQuery({
    queryKey: ['gallery.page', { path, ...filter }] as const,
    queryFn: ({ pageParam }) =>
      ask('gallery.page', {
        path,
        ...filter,
        after: pageParam,
        limit: pageParam === null ? firstPageSize : pageSize,
      }),
    initialPageParam: null as GalleryPlace | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** Comes after the first page, which does not wait for it. `ready`: that page is there. */
export const useGalleryCount = (path: string, filter: GalleryFilter, ready: boolean) =>
  useQuery({
    queryKey: ['gallery.count', { path, ...filter }] as const,
    queryFn: () => ask('gallery.count', { path, ...filter }),
    enabled: ready,
  });

export const useGalleryChoices = (path: string) => useRequest('gallery.choices', { path });
export const useCaptionDetails = (path: string, id: number) => useRequest('image.captions', { path, id });
