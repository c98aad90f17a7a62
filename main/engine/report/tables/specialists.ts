import { shortTitle } from '../../scorers/index.ts';
import type { Evidence } from '../evidence.ts';
import type { ReportInput } from '../input.ts';
import { modelName } from '../names.ts';
import type { Cell, Row, Table } from '../table.ts';
import { titled } from './titled.ts';

/**
 * The paper's Table 4: each specialist on its own benchmark against the last generalist, and what the final generalist keeps of it.
 * `seed` null: over all seeds.
 */
export function specialistsTable(
  { plan }: ReportInput,
  evidence: Evidence,
  seed: number | null,
): Table | null {
  const generalist = evidence.lastGeneralist;
  if (generalist === null) return null;
  const rows = plan.specialists.flatMap(({ name, benchmark }): Row[] => {
    const before = evidence.score(generalist, benchmark, seed);
    const specialist = evidence.score(name, benchmark, seed);
    if (!before || !specialist) return [];
    const final = evidence.score('final', benchmark, seed);
    const lift = evidence.comparison(name, generalist, benchmark, seed);
    const kept = keptShare(evidence, name, benchmark, seed);
    const cells: Cell[] = [
      modelName(name, plan),
      shortTitle(benchmark),
      { value: before.value, low: before.low, high: before.high },
      { value: specialist.value, low: specialist.low, high: specialist.high },
      lift ? { value: lift.difference, low: lift.low, high: lift.high, verdict: lift.verdict } : null,
      final ? { value: final.value, low: final.low, high: final.high } : null,
      kept === null ? null : { value: kept },
    ];
    return [{ cells }];
  });
  if (rows.length === 0) return null;
  const title = `Each specialist on its own benchmark, against ${modelName(generalist, plan)}`;
  return {
    ...titled(evidence, seed, 'table-4-specialists', 'Table 4', title),
    columns: [
      { key: 'specialist', title: 'Specialist', format: 'text' },
      { key: 'benchmark', title: 'Benchmark', format: 'text' },
      { key: 'generalist', title: modelName(generalist, plan), unit: '%', format: 'percent' },
      { key: 'specialist_score', title: 'Specialist', unit: '%', format: 'percent' },
      { key: 'lift', title: 'Lift', unit: 'points', format: 'points' },
      { key: 'final', title: 'Final', unit: '%', format: 'percent' },
      { key: 'kept', title: 'Kept', unit: '% of the lift', format: 'percent' },
    ],
    rows,
    notes: [
      'Kept: (final − generalist) / (specialist − generalist). It is given where the lift is significant; a share of a lift that may be nothing would mean nothing.',
    ],
  };
}

/** Share of a specialist's lift that the final generalist keeps; null where the lift is not significant or a score is missing. */
export function keptShare(
  evidence: Evidence,
  specialist: string,
  benchmark: string,
  seed: number | null,
): number | null {
  const generalist = evidence.lastGeneralist;
  if (generalist === null) return null;
  const before = evidence.score(generalist, benchmark, seed);
  const lifted = evidence.score(specialist, benchmark, seed);
  const final = evidence.score('final', benchmark, seed);
  const lift = evidence.comparison(specialist, generalist, benchmark, seed);
  if (!before || !lifted || !final || lift?.verdict !== 'better') return null;
  return (final.value - before.value) / (lifted.value - before.value);
}
