import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CaptionQuality } from '../../../../shared/caption-quality.ts';
import type { OtherExperiment } from '../../../../shared/compare.ts';
import { ask } from '../../../data/ask.ts';
import { keyOf } from '../../../data/queries.ts';
import type { OtherCaptions } from '../other-captions.ts';

const none: readonly CaptionQuality[] = [];

/** The metrics of the compared experiments' captions; of one that cannot be read none. */
export function useOtherCaptions(others: readonly OtherExperiment[]): readonly OtherCaptions[] {
  const captions = useQueries({
    queries: others.map(({ path, state, failure }) => ({
      queryKey: keyOf('experiment.quality', { path }),
      queryFn: () => ask('experiment.quality', { path }),
      enabled: failure === null,
      refetchInterval: state === 'running' && (15_000 as const),
    })),
    combine: (found) => found.map(({ data }) => data?.captions ?? none),
  });
  return useMemo(
    () => others.map(({ path, name }, at) => ({ path, name, at, captions: captions[at] ?? none })),
    [others, captions],
  );
}
