/** Makes an experiment, starts it and goes to its run. Where the start is refused it stays listed, to be started from there. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RequestArgs } from '../../../shared/requests.ts';
import { ask } from '../../data/ask.ts';
import { go, hrefOf } from '../../route.ts';

/** The one that shows what the project is for; the others are for a glance or for a study. */
export const recommendedPreset = 'demo';

export type NewExperiment = RequestArgs<'experiments.create'>;

export function useStart() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (experiment: NewExperiment) => {
      const { path } = await ask('experiments.create', experiment);
      void client.invalidateQueries({ queryKey: ['experiments.list'] });
      await ask('run.start', { path });
      go(hrefOf('run', path));
    },
  });
}
