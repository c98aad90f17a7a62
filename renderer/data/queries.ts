/** What the views read, one hook a request. Events keep the caches live (live.ts); polling covers a run in another process. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AnyRequestArgs, AnyRequestName } from '../../shared/bridge.ts';
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

export function useGallery(path: string, set: string, search: string) {
  const filter = { path, ...(set && { set }), ...(search && { search }) };
  return useInfiniteQuery({
    queryKey: ['gallery.page', filter] as const,
    queryFn: ({ pageParam }) => ask('gallery.page', { ...filter, after: pageParam, limit: pageSize }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}
