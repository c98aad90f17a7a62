/** What the steps still to be done are thought to take: asked once, as it is made of what past experiments have measured. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Step } from '../../../shared/models.ts';
import { ask } from '../../data/ask.ts';
import { keyOf } from '../../data/queries.ts';

/** Seconds by step. A step of which nothing is known is not among them. */
export function useEstimates(path: string, steps: readonly Step[]): ReadonlyMap<string, number> {
  const isOpen = steps.some(({ state }) => state === 'pending');
  const { data } = useQuery({
    queryKey: keyOf('run.estimates', { path }),
    queryFn: () => ask('run.estimates', { path }),
    enabled: isOpen,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(
    () => new Map((data ?? []).flatMap(({ step, seconds }) => (seconds === null ? [] : [[step, seconds]]))),
    [data],
  );
}

/** Of all that is to be done; null where something is not known, as a sum without it would be taken for more than it is. */
export function estimatedLeft(steps: readonly Step[], estimates: ReadonlyMap<string, number>): number | null {
  let left = 0;
  for (const { id, state, secondsLeft } of steps) {
    const seconds = state === 'running' && secondsLeft !== null ? secondsLeft : estimates.get(id);
    if (state !== 'pending' && state !== 'running') continue;
    if (seconds === undefined) return null;
    left += seconds;
  }
  return left;
}
