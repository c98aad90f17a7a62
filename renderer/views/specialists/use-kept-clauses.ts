import { useQuery } from '@tanstack/react-query';
import { ask } from '../../data/ask.ts';
import { keyOf } from '../../data/queries.ts';

/** Null until a report has looked; the run's end asks again. */
export const useKeptClauses = (path: string) =>
  useQuery({
    queryKey: keyOf('specialists.clauses', { path }),
    queryFn: () => ask('specialists.clauses', { path }),
  });
