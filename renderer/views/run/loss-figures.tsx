/** Curves of one training, or of several on one another: the loss, the learning rate below it, and what each line is. */
import { useMemo } from 'react';
import { lossChart } from '../../../shared/charts/loss-chart.ts';
import type { LossPoint } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { type LossSeries, overlayChart } from '../../charts/overlay-chart.ts';
import { rateChart } from '../../charts/rate-chart.ts';
import { Plot } from '../../components/plot.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { rate } from '../../data/format.ts';
import { modelColour } from '../../data/names.ts';
import { trainingName } from './loss-choices.ts';

export const chartHeight = 236;
const rateHeight = 120;

/** `counted`: what the steps are counted from, in words. */
type OneProps = { points: readonly LossPoint[]; plan: Plan; counted: string };

export function OneTraining({ points, plan, counted }: OneProps) {
  const last = points.at(-1) as LossPoint;
  const colour = modelColour(last.model, plan);
  const name = trainingName(last.model, last.seed, plan);
  const options = useMemo(
    () => lossChart(points, colour, { height: chartHeight, steps: counted }),
    [points, colour, counted],
  );
  const rates = useMemo(
    () => rateChart(points, colour, { height: rateHeight, steps: counted }),
    [points, colour, counted],
  );
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

type SeveralProps = { series: readonly (readonly LossPoint[])[]; plan: Plan; counted: string };

/** Trainings whose models have one colour are told apart by these. */
const dashes = ['', '6,3', '2,3', '8,3,2,3', '1,4'];

export function Trainings({ series, plan, counted }: SeveralProps) {
  const named = useMemo(
    () =>
      series.map((points, at): LossSeries => {
        const { model, seed } = points[0] as LossPoint;
        const colour = modelColour(model, plan);
        const before = series
          .slice(0, at)
          .filter(([first]) => first && modelColour(first.model, plan) === colour).length;
        const name = trainingName(model, seed, plan);
        return { name, colour, dashes: dashes[before % dashes.length] as string, points };
      }),
    [series, plan],
  );
  const options = useMemo(
    () => overlayChart(named, 'loss', { height: chartHeight, steps: counted }),
    [named, counted],
  );
  const rates = useMemo(
    () => overlayChart(named, 'learningRate', { height: rateHeight, steps: counted }),
    [named, counted],
  );
  const names = named.map(({ name }) => name).join('; ');
  const legend = named.map(({ name, colour, dashes: own }) => ({
    name,
    colour,
    mark: 'line' as const,
    dashes: own,
  }));
  return (
    <>
      <Plot
        label={`Training losses on one another: ${names}`}
        options={options}
        height={`${chartHeight}px`}
        table={() => tableOf('Training losses', series.flat())}
        legend={legend}
      />
      <dl className="loss-figures small">
        {named.map(({ name, colour, dashes: own, points }) => (
          <Entry
            key={name}
            name={name}
            colour={colour}
            dashes={own}
            value={points.at(-1)?.loss.toFixed(3) ?? ''}
          />
        ))}
      </dl>
      <h3 className="small soft rate-title">Learning rate</h3>
      <Plot
        label={`Learning rates on one another: ${names}`}
        options={rates}
        height={`${rateHeight}px`}
        table={() => tableOf('Learning rates', series.flat())}
        legend={legend}
      />
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

type EntryProps = { name: string; value: string; colour?: string; dashes?: string; ring?: boolean };

function Entry({ name, value, colour, dashes: own, ring }: EntryProps) {
  return (
    <div>
      <dt className="soft">
        {colour && (
          <svg width={20} height={4} aria-hidden="true">
            <line x2={20} y1={2} y2={2} stroke={colour} strokeWidth={2.5} strokeDasharray={own} />
          </svg>
        )}
        {ring && <i className="key ring" />}
        {name}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
