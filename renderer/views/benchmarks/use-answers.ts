import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ShownAnswers } from '../../../shared/benchmark-requests.ts';
import { ask } from '../../data/ask.ts';
import { keyOf, pageSize } from '../../data/queries.ts';
import type { Choice } from './choices.ts';

export const useOverview = (path: string, running: boolean) =>
  useQuery({
    queryKey: keyOf('benchmark.overview', { path }),
    queryFn: () => ask('benchmark.overview', { path }),
    refetchInterval: running && 10_000,
  });

export type Filter = Choice & { readonly show: ShownAnswers; readonly search: string };

export function useAnswers(path: string, filter: Filter | null) {
  return useInfiniteQuery({
    queryKey: ['benchmark.items', path, filter] as const,
    queryFn: ({ pageParam }) =>
      ask('benchmark.items', { path, ...(filter as Filter), after: pageParam, limit: pageSize }),
    enabled: filter !== null,
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}
