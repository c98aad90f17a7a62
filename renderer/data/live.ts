/** The engine's events, written into the queries' caches. */
import { notifyManager, type QueryClient } from '@tanstack/react-query';
import type { StepKind } from '../../shared/models.ts';
import type { RequestName, RequestResult } from '../../shared/requests.ts';
import { hearActs, pace } from './pace.ts';
import { keyOf, logLines } from './queries.ts';
import { StepUpdates } from './step-updates.ts';

/** What a step of this kind changes once it has ended. */
const changed: Partial<Record<StepKind, RequestName[]>> = {
  import: ['data.overview', 'gallery.page', 'gallery.count', 'objects.names'],
  train: ['experiment.losses'],
  leakage: ['experiment.quality'],
  recaption: [
    'gallery.page',
    'gallery.count',
    'gallery.choices',
    'image.get',
    'image.captions',
    'experiment.scores',
    'experiment.quality',
    'judge.get',
  ],
  evaluate: ['experiment.scores', 'benchmark.overview', 'benchmark.items', 'benchmark.changes'],
  decide: ['experiment.scores'],
  report: ['gallery.choices', 'image.captions'],
};

const isOf = (path: string, args: unknown): boolean =>
  typeof args === 'object' && args !== null && 'path' in args && args.path === path;

export function followEngine(client: QueryClient): void {
  // Whatever changes, by an event or by an answer, is drawn with what else has changed.
  notifyManager.setScheduler(pace.schedule);
  hearActs(window);
  const refresh = (names: readonly string[]): void => {
    for (const name of names) void client.invalidateQueries({ queryKey: [name] });
  };
  const steps = new StepUpdates((path, moved) =>
    client.setQueryData<RequestResult<'experiment.get'>>(
      keyOf('experiment.get', { path }),
      (experiment) =>
        experiment && { ...experiment, steps: experiment.steps.map((step) => moved.get(step.id) ?? step) },
    ),
  );
  window.squared.on('run.step', (event) => {
    pace.live();
    steps.add(event);
    const { state, kind } = event.step;
    if (state !== 'running') refresh(['experiment.get', 'experiments.list', ...(changed[kind] ?? [])]);
  });
  window.squared.on('run.state', ({ path }) => {
    steps.flush();
    refresh(['experiments.list']);
    // Whatever was asked of it now and then while it ran is asked once more: its last rows came after the last look.
    void client.invalidateQueries({ predicate: ({ queryKey }) => isOf(path, queryKey[1]) });
  });
  window.squared.on('run.log', ({ path, line }) => {
    pace.live();
    client.setQueryData<string[]>(
      keyOf('experiment.log', { path, lines: logLines }),
      (lines) => lines && [...lines.slice(1 - logLines), line],
    );
  });
  window.squared.on('window.engine', ({ state }) => {
    if (state === 'ready') void client.invalidateQueries();
  });
}
