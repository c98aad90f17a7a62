/** The engine's events, written into the queries' caches. */
import { notifyManager, type QueryClient } from '@tanstack/react-query';
import type { StepKind } from '../../shared/models.ts';
import type { RequestName, RequestResult } from '../../shared/requests.ts';
import { hearActs, pace } from './pace.ts';
import { keyOf, logLines } from './queries.ts';
import { StepUpdates } from './step-updates.ts';

/** What a step of this kind changes once it has ended. */
const changed: Partial<Record<StepKind, RequestName[]>> = {
  import: ['gallery.page', 'gallery.count', 'objects.names'],
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
  window.squared.on('run.state', () => {
    steps.flush();
    refresh([
      'experiment.get',
      'experiments.list',
      'experiment.losses',
      'experiment.log',
      'experiment.scores',
      'experiment.quality',
      'specialists.clauses',
    ]);
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
