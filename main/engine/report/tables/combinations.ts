import { type Combination, combinationsOf } from '../../plan/arms.ts';
import type { Evidence } from '../evidence.ts';
import type { ReportInput } from '../input.ts';
import { modelName } from '../names.ts';
import type { Row, Table } from '../table.ts';
import { benchmarkColumns, scoreCells } from './by-benchmark.ts';
import { titled } from './titled.ts';

/**
 * The paper's Table 4 whole: each specialist alone, all but one and all together, at every share of the images, against the same training
 * without specialists. Null where there is only the final generalist, which Table 3 has already. `seed` null: over all seeds.
 */
export function combinationsTable(
  { plan }: ReportInput,
  evidence: Evidence,
  seed: number | null,
): Table | null {
  const all = combinationsOf(plan);
  if (all.length < 2) return null;
  const rows = [...all].sort(byShareThenKind).flatMap((one): Row[] => {
    const baseline = all.find(({ kind, share }) => kind === 'none' && share === one.share)?.name;
    const cells = scoreCells(evidence, one.name, baseline, seed);
    return cells ? [{ cells: [modelName(one.name, plan), ...cells], group: String(one.share) }] : [];
  });
  if (rows.length === 0) return null;
  const title = 'Specialists alone, all but one, and together, in %, with 95 % intervals';
  return {
    ...titled(evidence, seed, 'table-4-combinations', 'Table 4', title),
    columns: [{ key: 'model', title: 'Model', format: 'text' }, ...benchmarkColumns(evidence, 'percent')],
    rows,
    notes: [
      all.some(({ kind }) => kind === 'none')
        ? '▲ and ▼: significantly better or worse than the same training without specialists on as many images, after Holm’s correction over the benchmarks.'
        : 'The plan has no arm without specialists (`none`), so nothing here is compared with the same training.',
      ...(plan.reducedShares.length > 0
        ? ['A share of the images: alignment and pretraining see no others; SFT is the same for all.']
        : []),
    ],
  };
}

const kinds: readonly Combination['kind'][] = ['none', 'alone', 'leave-one-out', 'all'];

const byShareThenKind = (a: Combination, b: Combination): number =>
  a.share - b.share || kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
