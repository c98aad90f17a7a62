/** Start, resume, cancel and the report of one experiment, with the last refusal among them. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../data/ask.ts';

export type Run = ReturnType<typeof useRun>;

export function useRun(path: string) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: ['experiment.get'] });
  const start = useMutation({ mutationFn: () => ask('run.start', { path }), onSettled });
  /** Resumes although fewer captions can be used than the plan wants, which the experiment remembers and its report tells. */
  const accept = useMutation({
    mutationFn: () => ask('run.start', { path, acceptCoverage: true }),
    onSettled,
  });
  const cancel = useMutation({ mutationFn: () => ask('run.cancel', { path }), onSettled });
  const openReport = useMutation({ mutationFn: () => ask('window.openReport', { path }) });
  /** Of an unfinished experiment: written from what is stored so far, then opened. */
  const reportSoFar = useMutation({
    mutationFn: async () => {
      await ask('report.write', { path });
      await ask('window.openReport', { path });
    },
    onSettled,
  });
  /** Puts a step back with all that was made from it, then goes on from there. */
  const redo = useMutation({
    mutationFn: async (step: string) => {
      await ask('run.redo', { path, step });
      await ask('run.start', { path });
    },
    onSettled: () => client.invalidateQueries(),
  });
  const latest = [start, accept, cancel, openReport, reportSoFar, redo].reduce((a, b) =>
    b.submittedAt > a.submittedAt ? b : a,
  );
  return { start, accept, cancel, openReport, reportSoFar, redo, error: latest.error };
}
