import { combinationsOf, final } from '../../plan/arms.ts';
import type { Evidence } from '../evidence.ts';
import type { ReportInput } from '../input.ts';
import { specialistTitle } from '../names.ts';
import type { Row, Table } from '../table.ts';
import { benchmarkColumns, differenceCells } from './by-benchmark.ts';
import { titled } from './titled.ts';

/**
 * What each specialist contributes: the final generalist against the same training without that specialist's answers, benchmark by
 * benchmark. Null where the plan has no leave-one-out arms. `seed` null: over all seeds.
 */
export function contributionTable(
  { plan }: ReportInput,
  evidence: Evidence,
  seed: number | null,
): Table | null {
  const rows = combinationsOf(plan)
    .filter(({ kind, share }) => kind === 'leave-one-out' && share === 1)
    .flatMap(({ name, about }): Row[] => {
      const cells = differenceCells(evidence, final, name, seed);
      return cells ? [{ cells: [specialistTitle(about as string), ...cells] }] : [];
    });
  if (rows.length === 0) return null;
  const title = 'What each specialist contributes: the final generalist minus the one without it, in points';
  return {
    ...titled(evidence, seed, 'contribution', 'Contribution', title),
    columns: [
      { key: 'left_out', title: 'Left out', format: 'text' },
      ...benchmarkColumns(evidence, 'points'),
    ],
    rows,
    notes: [
      'Both were trained from scratch with the same settings; only the answers of the specialist left out are missing from the second one’s text.',
      '▲ and ▼: significant after Holm’s correction over the benchmarks of a row.',
    ],
  };
}
