/** The loss of one training: the one under way, or the one that was picked. */
import { useMemo, useState } from 'react';
import type { LossPoint, Plan } from '../../../shared/models.ts';
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

export function LossPanel({ path, plan, running }: { path: string; plan: Plan; running: boolean }) {
  const losses = useLosses(path, running);
  const [picked, setPicked] = useState('');
  const trainings = useMemo(() => Map.groupBy(losses.data ?? [], ({ stepId }) => stepId), [losses.data]);
  const latest = [...trainings.keys()].at(-1) ?? '';
  const points = trainings.get(picked || latest) ?? [];
  return (
    <Card
      title="Loss"
      className="loss"
      actions={
        trainings.size > 0 && (
          <select
            className="field"
            aria-label="Which training"
            value={picked}
            onChange={(event) => setPicked(event.target.value)}
          >
            <option value="">{running ? 'The training under way' : 'The last training'}</option>
            {[...trainings].map(([stepId, [first]]) => (
              <option key={stepId} value={stepId}>
                {nameOf(first as LossPoint, plan)}
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
        {heldOut !== null && <Entry name="Held out" colour="var(--final)" value={heldOut.toFixed(3)} dot />}
        <Entry name="Learning rate" value={last.learningRate.toExponential(1)} />
        <Entry name="Speed" value={`${rate(last.samplesPerSecond)} samples/s`} />
      </dl>
    </>
  );
}

function Entry({
  name,
  value,
  colour,
  dot,
}: {
  name: string;
  value: string;
  colour?: string;
  dot?: boolean;
}) {
  return (
    <div>
      <dt className="soft">
        {colour && <i className={dot ? 'key dot' : 'key'} style={{ background: colour }} />}
        {name}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
