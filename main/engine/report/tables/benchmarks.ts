import { shortTitle } from '../../scorers/index.ts';
import type { Evidence } from '../evidence.ts';
import type { ReportInput } from '../input.ts';
import { modelName, modelOrder, roundOf } from '../names.ts';
import type { Row, Table } from '../table.ts';
import { benchmarkColumns, scoreCells } from './by-benchmark.ts';
import { titled } from './titled.ts';

/** The paper's Table 3: every benchmark for every round, specialist and the final generalist. `seed` null: pooled. */
export function benchmarksTable(input: ReportInput, evidence: Evidence, seed: number | null): Table | null {
  const { plan } = input;
  const rows = modelOrder(evidence.models, plan).flatMap((model): Row[] => {
    const cells = scoreCells(evidence, model, predecessor(model, evidence), seed);
    return cells ? [{ cells: [modelName(model, plan), ...cells], group: groupOf(model) }] : [];
  });
  if (rows.length === 0) return null;
  return {
    ...titled(evidence, seed, 'table-3-benchmarks', 'Table 3', 'All benchmarks in %, with 95 % intervals'),
    columns: [{ key: 'model', title: 'Model', format: 'text' }, ...benchmarkColumns(evidence, 'percent')],
    rows,
    notes: [
      `▲ and ▼: significantly better or worse (paired bootstrap on the same items, Holm-corrected over the benchmarks, ${percentOf(plan.stop.alpha)} level) than the round before; specialists and the final generalist are compared with the last generalist.`,
      seed === null && evidence.seeds.length > 1
        ? 'Pooled intervals cover other items and other trainings.'
        : 'Intervals cover other items, not other trainings.',
      `Scorers: ${evidence.benchmarks.map((name) => `${shortTitle(name)}: ${evidence.rule(name)?.scorer ?? ''}`).join('; ')}.`,
    ],
  };
}

/** What a model's arrows compare it with. */
function predecessor(model: string, evidence: Evidence): string {
  const round = roundOf(model);
  return round === null ? (evidence.lastGeneralist ?? '') : `v${round - 1}`;
}

function groupOf(model: string): string {
  return roundOf(model) === null ? (model === 'final' ? 'final' : 'other') : 'rounds';
}

function percentOf(alpha: number): string {
  return `${Math.round(alpha * 1000) / 10} %`;
}
