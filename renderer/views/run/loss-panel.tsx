/** The loss of the training under way or of those that were picked, with the learning rate below. */
import { useMemo } from 'react';
import type { LossPoint, Step } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { lossChart } from '../../charts/loss-chart.ts';
import { type LossSeries, overlayChart } from '../../charts/overlay-chart.ts';
import { rateChart } from '../../charts/rate-chart.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Plot } from '../../components/plot.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { rate } from '../../data/format.ts';
import { modelColour } from '../../data/names.ts';
import type { useLosses } from '../../data/queries.ts';
import { lossChoices, trainingName } from './loss-choices.ts';

const chartHeight = 236;
const rateHeight = 120;

type Props = {
  plan: Plan;
  steps: readonly Step[];
  running: boolean;
  losses: ReturnType<typeof useLosses>;
  /** One of the choices' values; another one than there is means the first of them. */
  picked: string;
  onPick: (value: string) => void;
};

export function LossPanel({ plan, steps, running, losses, picked, onPick }: Props) {
  // Steps move all the time; points, and with them the drawn figure, only change when new ones come.
  const order = steps.map(({ id }) => id).join('\n');
  const trainings = useMemo(() => {
    const byStep = Map.groupBy(losses.data ?? [], ({ stepId }) => stepId);
    return new Map(
      order.split('\n').flatMap((id) => {
        const points = byStep.get(id);
        return points ? [[id, points] as const] : [];
      }),
    );
  }, [losses.data, order]);
  const choices = useMemo(() => lossChoices(trainings, plan, running), [trainings, plan, running]);
  const chosen = choices.find(({ value }) => value === picked) ?? choices[0];
  const series = useMemo(
    () => chosen?.stepIds.map((id) => trainings.get(id) ?? []).filter((points) => points.length > 0) ?? [],
    [chosen, trainings],
  );
  const [first] = series;
  return (
    <Card
      title="Loss"
      className="loss"
      actions={
        choices.length > 0 && (
          <select
            className="field"
            aria-label="Which training"
            value={chosen?.value}
            onChange={(event) => onPick(event.target.value)}
          >
            {choices.map(({ value, title }) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        )
      }
    >
      <ErrorNotice error={losses.error} />
      {losses.isPending && <Skeleton height={`${chartHeight}px`} />}
      {losses.data && !first && (
        <EmptyState title="No training yet">
          The curve appears with the first steps of the first training.
        </EmptyState>
      )}
      {first && series.length === 1 && <Figure points={first} plan={plan} />}
      {series.length > 1 && <Overlay series={series} plan={plan} />}
    </Card>
  );
}

function Figure({ points, plan }: { points: readonly LossPoint[]; plan: Plan }) {
  const last = points.at(-1) as LossPoint;
  const colour = modelColour(last.model, plan);
  const name = trainingName(last.model, last.seed, plan);
  const options = useMemo(() => lossChart(points, colour, chartHeight), [points, colour]);
  const rates = useMemo(() => rateChart(points, colour, rateHeight), [points, colour]);
  const heldOut = points.findLast((point) => point.heldOut !== null)?.heldOut ?? null;
  return (
    <>
      <Plot
        label={`Training loss of ${name}, now ${last.loss.toFixed(2)}`}
        options={options}
        height={`${chartHeight}px`}
        table={() => tableOf(`Training loss of ${name}`, points)}
        legend={heldOut === null ? [] : [{ name: 'Held out', colour: 'var(--ink)', mark: 'ring' }]}
      />
      <dl className="loss-figures small">
        <Entry name={name} colour={colour} value={`loss ${last.loss.toFixed(3)}`} />
        {heldOut !== null && <Entry name="Held out" ring value={heldOut.toFixed(3)} />}
        <Entry name="Learning rate" value={last.learningRate.toExponential(1)} />
        <Entry name="Speed" value={`${rate(last.samplesPerSecond)} samples/s`} />
      </dl>
      <h3 className="small soft rate-title">Learning rate</h3>
      <Plot
        label={`Learning rate of ${name}, now ${last.learningRate.toExponential(1)}`}
        options={rates}
        height={`${rateHeight}px`}
        table={() => tableOf(`Learning rate of ${name}`, points)}
      />
    </>
  );
}

type OverlayProps = { series: readonly (readonly LossPoint[])[]; plan: Plan };

function Overlay({ series, plan }: OverlayProps) {
  const named = useMemo(
    () =>
      series.map((points): LossSeries => {
        const { model, seed } = points[0] as LossPoint;
        return { name: trainingName(model, seed, plan), colour: modelColour(model, plan), points };
      }),
    [series, plan],
  );
  const options = useMemo(() => overlayChart(named, chartHeight), [named]);
  return (
    <>
      <Plot
        label={`Training losses on one another: ${named.map(({ name }) => name).join('; ')}`}
        options={options}
        height={`${chartHeight}px`}
        table={() => tableOf('Training losses', series.flat())}
        legend={named.map(({ name, colour }) => ({ name, colour, mark: 'disc' }))}
      />
      <dl className="loss-figures small">
        {named.map(({ name, colour, points }) => (
          <Entry key={name} name={name} colour={colour} value={points.at(-1)?.loss.toFixed(3) ?? ''} />
        ))}
      </dl>
    </>
  );
}

const tableOf = (title: string, points: readonly LossPoint[]): Tabular => ({
  title,
  columns: ['model', 'seed', 'stage', 'step', 'loss', 'held out', 'learning rate', 'samples/s'],
  rows: points.map((one) => [
    one.model,
    one.seed,
    one.stage,
    one.at,
    one.loss,
    one.heldOut,
    one.learningRate,
    one.samplesPerSecond,
  ]),
});

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
