/** The document of a draft, what the engine says of it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../../data/ask.ts';
import { useDelayed } from '../captions/use-delayed.ts';
import type { Draft } from './draft.ts';
import { documentOf } from './plan-document.ts';
import { useBrings } from './use-brings.ts';

const file = 'plan.yaml';

export const useBasePlan = (base: string) =>
  useQuery({
    queryKey: ['plan.preview', 'base', base] as const,
    queryFn: () => ask('plan.preview', { preset: base }),
    staleTime: Number.POSITIVE_INFINITY,
    // The page stays, and the focus in it, until the other base is there.
    placeholderData: keepPreviousData,
  });

export function usePlan(draft: Draft) {
  const base = useBasePlan(draft.base);
  const plan = base.data?.plan;
  const brings = useBrings(draft.data);
  const text = useMemo(
    () => draft.document ?? (plan ? documentOf(draft, plan, brings) : ''),
    [draft, plan, brings],
  );
  // While somebody types, the engine is asked a few times a second at most.
  const settled = useDelayed(text, 250);
  const document = { file, text: settled };
  const preview = useQuery({
    queryKey: ['plan.preview', settled] as const,
    queryFn: () => ask('plan.preview', { document }),
    enabled: settled !== '',
  });
  return { base, text, document: { file, text }, preview, settled: settled === text };
}

export type DraftPlan = ReturnType<typeof usePlan>;
