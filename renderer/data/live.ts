/** The engine's events, written into the queries' caches. */
import type { QueryClient } from '@tanstack/react-query';
import type { Step, StepKind } from '../../shared/models.ts';
import type { RequestName, RequestResult } from '../../shared/requests.ts';
import { keyOf, logLines } from './queries.ts';

/** What a step of this kind changes once it has ended. */
const changed: Partial<Record<StepKind, RequestName[]>> = {
  import: ['gallery.page'],
  train: ['experiment.losses'],
  recaption: ['gallery.page', 'image.get', 'experiment.scores'],
  evaluate: ['experiment.scores'],
  decide: ['experiment.scores'],
};

export function followEngine(client: QueryClient): () => void {
  const refresh = (names: readonly string[]): void => {
    for (const name of names) void client.invalidateQueries({ queryKey: [name] });
  };
  const ends = [
    window.squared.on('run.step', ({ path, step }) => {
      client.setQueryData<RequestResult<'experiment.get'>>(
        keyOf('experiment.get', { path }),
        (experiment) => experiment && { ...experiment, steps: withStep(experiment.steps, step) },
      );
      if (step.state !== 'running')
        refresh(['experiment.get', 'experiments.list', ...(changed[step.kind] ?? [])]);
    }),
    window.squared.on('run.state', () =>
      refresh([
        'experiment.get',
        'experiments.list',
        'experiment.losses',
        'experiment.log',
        'experiment.scores',
      ]),
    ),
    window.squared.on('run.log', ({ path, line }) =>
      client.setQueryData<string[]>(
        keyOf('experiment.log', { path, lines: logLines }),
        (lines) => lines && [...lines.slice(1 - logLines), line],
      ),
    ),
    window.squared.on('window.engine', ({ state }) => {
      if (state === 'ready') void client.invalidateQueries();
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

const withStep = (steps: readonly Step[], step: Step): Step[] =>
  steps.map((other) => (other.id === step.id ? step : other));
