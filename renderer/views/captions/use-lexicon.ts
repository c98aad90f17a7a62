import { useMemo } from 'react';
import { useObjectNames } from '../../data/queries.ts';
import type { Lexicon } from './objects-named.ts';

/** How captions may write the objects that the truth knows; null where nobody knows, and no object is marked then. */
export function useLexicon(path: string): Lexicon | null {
  const { data } = useObjectNames(path);
  return useMemo(() => (data && data.length > 0 ? new Map(data) : null), [data]);
}
