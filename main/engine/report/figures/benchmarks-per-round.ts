import * as Plot from '@observablehq/plot';
import { shortTitle } from '../../scorers/index.ts';
import type { Evidence } from '../evidence.ts';
import { formatted } from '../format.ts';
import { type Chart, chart, colours } from './plot.ts';

interface Point {
  readonly x: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One panel a benchmark: rounds with 95 % intervals, then the final generalist. Where several seeds ran, each is a thin line behind. */
export function benchmarksPerRound(evidence: Evidence): Chart[] {
  const models = [...evidence.rounds, ...(evidence.models.includes('final') ? ['final'] : [])];
  return evidence.benchmarks.flatMap((benchmark) => {
    const points = models.flatMap((model) => pointOf(evidence, model, benchmark, evidence.mainSeed));
    if (points.length === 0) return [];
    const bySeed =
      evidence.seeds.length > 1
        ? evidence.seeds.flatMap((seed) =>
            evidence.rounds.flatMap((model) =>
              pointOf(evidence, model, benchmark, seed).map((point) => ({ ...point, seed })),
            ),
          )
        : [];
    const rounds = points.filter(({ x }) => x !== 'Final');
    const label = `${shortTitle(benchmark)}: ${points.map(({ x, value }) => `${x} ${formatted(value / 100, 'percent')} %`).join(', ')}`;
    return chart(`benchmark-${benchmark}`, label, {
      width: 300,
      height: 200,
      marginLeft: 34,
      marginRight: 22,
      marginTop: 22,
      marginBottom: 28,
      x: { type: 'point', domain: models.map(shortName), label: null, tickSize: 0, padding: 0.4 },
      y: { domain: paddedDomain([...points, ...bySeed]), label: null, ticks: 4, tickSize: 0 },
      marks: [
        Plot.gridY({ stroke: colours.rule, strokeOpacity: 1 }),
        ...(bySeed.length > 0
          ? [Plot.line(bySeed, { x: 'x', y: 'value', z: 'seed', stroke: colours.muted, strokeWidth: 1 })]
          : []),
        Plot.link(points, {
          x1: 'x',
          x2: 'x',
          y1: 'low',
          y2: 'high',
          stroke: colourOf,
          strokeWidth: 1.5,
          strokeOpacity: 0.55,
        }),
        Plot.line(rounds, { x: 'x', y: 'value', stroke: colours.rounds, strokeWidth: 2 }),
        Plot.dot(points, {
          x: 'x',
          y: 'value',
          fill: colourOf,
          r: 4,
          stroke: colours.surface,
          strokeWidth: 1.5,
          symbol: symbolOf,
        }),
        Plot.text(points, {
          x: 'x',
          y: 'high',
          text: ({ value }: Point) => formatted(value / 100, 'percent'),
          dy: -8,
          fill: colours.ink,
          fontWeight: 600,
          stroke: colours.surface,
          strokeWidth: 3,
        }),
      ],
    });
  });
}

const colourOf = ({ x }: Point) => (x === 'Final' ? colours.final : colours.rounds);
const symbolOf = ({ x }: Point) => (x === 'Final' ? 'diamond' : 'circle');

/** In points of a hundred. */
function pointOf(evidence: Evidence, model: string, benchmark: string, seed: number | null): Point[] {
  const score = evidence.score(model, benchmark, seed);
  if (!score) return [];
  return [{ x: shortName(model), value: score.value * 100, low: score.low * 100, high: score.high * 100 }];
}

function shortName(model: string): string {
  return model === 'final' ? 'Final' : model.toUpperCase();
}

/** What the points need, but ten points of a hundred at least, so that noise does not look like a mountain. */
function paddedDomain(points: readonly Point[]): [number, number] {
  const low = Math.min(...points.map((point) => point.low));
  const high = Math.max(...points.map((point) => point.high));
  const lack = Math.max(0, 10 - (high - low)) / 2;
  const padding = (high - low) * 0.06;
  return [Math.max(0, low - lack - padding), Math.min(104, high + lack + padding)];
}
