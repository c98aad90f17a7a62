import { valueRange } from '../../../../shared/charts/value-range.ts';
import { shortTitle } from '../../scorers/index.ts';
import type { Evidence } from '../evidence.ts';
import { formatted } from '../format.ts';
import { modelPanel, type PanelPoint } from './model-panel.ts';
import { type Chart, colours } from './plot.ts';

const inPercent = (value: number): string => formatted(value / 100, 'percent');

/** One panel a benchmark: rounds with 95 % intervals, then the final generalist. Where several seeds ran, each is a faint point beside. */
export function benchmarksPerRound(evidence: Evidence): Chart[] {
  const models = [...evidence.rounds, ...(evidence.models.includes('final') ? ['final'] : [])];
  return evidence.benchmarks.flatMap((benchmark) => {
    const points = models.flatMap((model) => pointOf(evidence, model, benchmark, evidence.mainSeed));
    if (points.length === 0) return [];
    const seeds =
      evidence.seeds.length > 1
        ? evidence.seeds.flatMap((seed) =>
            models.flatMap((model) => pointOf(evidence, model, benchmark, seed)),
          )
        : [];
    const label = `${shortTitle(benchmark)}: ${points.map(({ name, value }) => `${name} ${inPercent(value)} %`).join(', ')}`;
    return modelPanel(`benchmark-${benchmark}`, label, {
      names: points.map(({ name }) => name),
      points,
      seeds,
      range: valueRange([...points, ...seeds.map((one) => ({ ...one, low: null, high: null }))], {
        least: 10,
        floor: 0,
        ceiling: 104,
      }),
      format: inPercent,
    });
  });
}

/** In points of a hundred. */
function pointOf(evidence: Evidence, model: string, benchmark: string, seed: number | null): PanelPoint[] {
  const score = evidence.score(model, benchmark, seed);
  if (!score) return [];
  const isFinal = model === 'final';
  return [
    {
      name: isFinal ? 'Final' : model.toUpperCase(),
      value: score.value * 100,
      low: score.low * 100,
      high: score.high * 100,
      colour: isFinal ? colours.final : colours.rounds,
      joined: !isFinal,
    },
  ];
}
