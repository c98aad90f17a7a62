/** The steps as a graph with the picked one's details below; until one is picked, the one that runs or has failed. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { Step } from '../../../../shared/models.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { Card } from '../../../components/card.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { CopyMenu } from '../../../copy/copy-menu.tsx';
import { ask } from '../../../data/ask.ts';
import { stepStates, stepTitle } from '../../../data/names.ts';
import { keyOf } from '../../../data/queries.ts';
import { type StepsLook, StepsLookSwitch } from '../steps-look.tsx';
import { drawnLinks } from './links.ts';
import { StepDetails } from './step-details.tsx';
import { StepGraph } from './step-graph.tsx';

type Props = {
  path: string;
  steps: readonly Step[];
  plan: Plan;
  estimates: ReadonlyMap<string, number>;
  /** Trainings that have losses to look at. */
  trained: ReadonlySet<string>;
  onLook: (look: StepsLook) => void;
  onRedo: ((step: Step) => void) | null;
  onLog: (step: Step) => void;
  onLoss: (step: Step) => void;
};

export function GraphCard(props: Props) {
  const { path, steps, plan, estimates, trained, onLook, onRedo, onLog, onLoss } = props;
  const graph = useQuery({
    queryKey: keyOf('run.graph', { path }),
    queryFn: () => ask('run.graph', { path }),
    // A plan never changes once there is an experiment of it.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [picked, setPicked] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const details = useRef<HTMLElement>(null);
  const shown =
    steps.find(({ id }) => id === picked) ??
    steps.find(({ state }) => state === 'running' || state === 'failed' || state === 'cancelled');
  const after = useMemo(
    () => new Map(drawnLinks(graph.data ?? []).map((one) => [one.step, one.after])),
    [graph.data],
  );
  const namesOf = (ids: readonly string[]): string =>
    steps
      .filter(({ id }) => ids.includes(id))
      .map(stepTitle)
      .join('; ');
  return (
    <Card
      title="Steps"
      className="graph-card"
      actions={
        <>
          <StepsLookSwitch look="graph" onChoose={onLook} />
          <CopyMenu
            what="the graph of the steps"
            chart={box}
            table={() => ({
              title: 'Steps',
              columns: ['step', 'seed', 'state', 'seconds', 'made from'],
              rows: steps.map((step) => [
                stepTitle(step),
                step.seed,
                stepStates[step.state],
                secondsOf(step),
                namesOf(after.get(step.id) ?? []),
              ]),
            })}
          />
        </>
      }
    >
      <ErrorNotice error={graph.error} onRetry={() => graph.refetch()} />
      {graph.isPending && <Skeleton height="16rem" />}
      <div className="graph-and-details">
        {graph.data && (
          <div ref={box} className="graph-box">
            <StepGraph
              steps={steps}
              plan={plan}
              dependents={graph.data}
              estimates={estimates}
              selected={shown?.id ?? null}
              onSelect={(step, byKey) => {
                // A second click lets it go again, and the run is followed as before.
                setPicked(step === picked && !byKey ? null : step);
                requestAnimationFrame(() => {
                  // So that the next tab is at what can be done with it.
                  if (byKey) details.current?.focus({ preventScroll: true });
                  details.current?.scrollIntoView({ block: 'nearest' });
                });
              }}
            />
          </div>
        )}
        {shown ? (
          <StepDetails
            path={path}
            step={shown}
            after={steps.filter(({ id }) => after.get(shown.id)?.includes(id))}
            estimate={estimates.get(shown.id) ?? null}
            onRedo={onRedo}
            onLog={shown.startedAt ? () => onLog(shown) : null}
            onLoss={trained.has(shown.id) ? () => onLoss(shown) : null}
            onSelect={setPicked}
            first={details}
          />
        ) : (
          <p className="small soft step-details">
            Lines lead from each step to those that are made from it, in the colour of its model. Pick a step
            to see what can be done with it.
          </p>
        )}
      </div>
    </Card>
  );
}

const secondsOf = ({ startedAt, endedAt }: Step): number | null =>
  startedAt && endedAt ? (Date.parse(endedAt) - Date.parse(startedAt)) / 1000 : null;
