/** The graph drawn once, as it was reviewed by eye: a change of the picture is a change of its file. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { GraphDrawing } from '../../../../renderer/views/run/graph/graph-drawing.tsx';
import { layoutOf } from '../../../../renderer/views/run/graph/layout.ts';
import type { Step } from '../../../../shared/models.ts';
import { planned } from './plans.ts';

const { steps, dependents, plan } = planned('smoke');

/** Half-way: each state once at least. */
const states: Record<string, Partial<Step>> = {
  world: { state: 'done', startedAt: '2026-01-01T10:00:00Z', endedAt: '2026-01-01T10:00:11Z' },
  import: { state: 'done', startedAt: '2026-01-01T10:00:11Z', endedAt: '2026-01-01T10:00:11.400Z' },
  leakage: { state: 'skipped', note: 'Nothing to look for.' },
  features: { state: 'done', note: 'Taken over from demo: everything it depends on is the same.' },
  'train.seed1.v0': { state: 'running', done: 30, total: 120, secondsLeft: 95 },
  'evaluate.seed1.v0': { state: 'failed', note: 'The trainer ended.' },
  'recaption.seed1.v0': { state: 'cancelled' },
};
const halfway = steps.map((step): Step => ({ ...step, ...states[step.id] }));

test('every state, an estimate, the picked step and what it is linked to', async () => {
  const markup = renderToStaticMarkup(
    <GraphDrawing
      layout={layoutOf(steps, dependents, plan)}
      steps={halfway}
      plan={plan}
      estimates={new Map([['train.seed1.v1', 76]])}
      selected="train.seed1.v0"
      reachable="train.seed1.v0"
      lit="train.seed1.v0"
    />,
  );
  await expect(`${markup.replaceAll('><', '>\n<')}\n`).toMatchFileSnapshot('../pictures/step-graph.svg');
});
