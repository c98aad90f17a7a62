import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../../../data/ask.ts';
import { keyOf } from '../../../data/queries.ts';
import type { SeedChoice } from '../evidence.ts';

/** Asked again while this experiment or one of the others runs. */
export function useOthers(path: string, others: readonly string[], seed: SeedChoice, running: boolean) {
  const args = { path, others: [...others], seed };
  return useQuery({
    queryKey: keyOf('experiments.compare', args),
    queryFn: () => ask('experiments.compare', args),
    enabled: others.length > 0,
    // Another seed keeps the picture until its own is there; with no other experiment there is none.
    placeholderData: others.length > 0 ? keepPreviousData : [],
    refetchInterval: ({ state }) =>
      running || state.data?.some((one) => one.state === 'running') ? 15_000 : false,
  });
}
