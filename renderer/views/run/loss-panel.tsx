/** The loss of one training: the one under way, or the one that was picked. */
import { useMemo, useState } from 'react';
import type { LossPoint, Plan, Step } from '../../../shared/models.ts';
import { lossChart } from '../../charts/loss-chart.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Plot } from '../../components/plot.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { rate } from '../../data/format.ts';
import { modelColour, modelName } from '../../data/names.ts';
import { useLosses } from '../../data/queries.ts';

const chartHeight = 236;

type Props = { path: string; plan: Plan; steps: readonly Step[]; running: boolean };

export function LossPanel({ path, plan, steps, running }: Props) {
  const losses = useLosses(path, running);
  const [picked, setPicked] = useState('');
  // Steps move all the time; points, and with them the drawn figure, only change when new ones come.
  const byStep = useMemo(() => Map.groupBy(losses.data ?? [], ({ stepId }) => stepId), [losses.data]);
  const trainings = steps.filter(({ id }) => byStep.has(id)).map(({ id }) => id);
  const points = byStep.get(picked || (trainings.at(-1) ?? '')) ?? [];
  return (
    <Card
      title="Loss"
      className="loss"
      actions={
        trainings.length > 0 && (
          <select
            className="field"
            aria-label="Which training"
            value={picked}
            onChange={(event) => setPicked(event.target.value)}
          >
            <option value="">{running ? 'The training under way' : 'The last training'}</option>
            {trainings.map((stepId) => (
              <option key={stepId} value={stepId}>
                {nameOf(byStep.get(stepId)?.[0] as LossPoint, plan)}
              </option>
            ))}
          </select>
        )
      }
    >
      <ErrorNotice error={losses.error} />
      {losses.isPending && <Skeleton height={`${chartHeight}px`} />}
      {losses.data && points.length === 0 && (
        <EmptyState title="No training yet">
          The curve appears with the first steps of the first training.
        </EmptyState>
      )}
      {points.length > 0 && <Figure points={points} plan={plan} />}
    </Card>
  );
}

function nameOf({ model, seed }: LossPoint, plan: Plan): string {
  return plan.seeds.length > 1 ? `${modelName(model)}, seed ${seed}` : modelName(model);
}

function Figure({ points, plan }: { points: readonly LossPoint[]; plan: Plan }) {
  const last = points.at(-1) as LossPoint;
  const colour = modelColour(last.model, plan);
  const options = useMemo(() => lossChart(points, colour, chartHeight), [points, colour]);
  const heldOut = points.findLast((point) => point.heldOut !== null)?.heldOut ?? null;
  return (
    <>
      <Plot
        label={`Training loss of ${nameOf(last, plan)}, now ${last.loss.toFixed(2)}`}
        options={options}
        height={`${chartHeight}px`}
      />
      <dl className="loss-figures small">
        <Entry name={nameOf(last, plan)} colour={colour} value={`loss ${last.loss.toFixed(3)}`} />
        {heldOut !== null && <Entry name="Held out" ring value={heldOut.toFixed(3)} />}
        <Entry name="Learning rate" value={last.learningRate.toExponential(1)} />
        <Entry name="Speed" value={`${rate(last.samplesPerSecond)} samples/s`} />
      </dl>
    </>
  );
}

type EntryProps = { name: string; value: string; colour?: string; ring?: boolean };

function Entry({ name, value, colour, ring }: EntryProps) {
  return (
    <div>
      <dt className="soft">
        {colour && <i className="key" style={{ background: colour }} />}
        {ring && <i className="key ring" />}
        {name}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
