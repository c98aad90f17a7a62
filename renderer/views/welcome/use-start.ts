/** Makes an experiment, starts it and goes to its run. Where the start is refused it stays listed, to be started from there. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PresetInfo, RequestArgs } from '../../../shared/requests.ts';
import { ask } from '../../data/ask.ts';
import { go, hrefOf } from '../../route.ts';

/** The one that shows what the project is for; the others are for a glance or for a study. */
export const recommendedPreset = 'demo';

const first = ['smoke', 'demo', 'study'];

/** Those to begin with, in that order, and those that each make one of the paper's tables or figures. */
export function sortedPresets(presets: readonly PresetInfo[]): { first: PresetInfo[]; tables: PresetInfo[] } {
  return {
    first: first.flatMap((name) => presets.find((preset) => preset.name === name) ?? []),
    tables: presets
      .filter(({ name }) => !first.includes(name))
      .sort((a, b) => kindOf(a) - kindOf(b) || a.title.localeCompare(b.title, 'en', { numeric: true })),
  };
}

/** Tables, then figures, then the rest. */
const kindOf = ({ title }: PresetInfo): number =>
  title.startsWith('Table') ? 0 : title.startsWith('Figure') ? 1 : 2;

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
