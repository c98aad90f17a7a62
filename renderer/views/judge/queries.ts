/** What the view reads. */
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../data/ask.ts';
import { keyOf } from '../../data/queries.ts';

export const useWhatIsJudged = (path: string) =>
  useQuery({ queryKey: keyOf('judge.get', { path }), queryFn: () => ask('judge.get', { path }) });

export const useJudgeResults = (path: string) =>
  useQuery({ queryKey: keyOf('judge.results', { path }), queryFn: () => ask('judge.results', { path }) });
