import type { Evidence } from '../evidence.ts';
import type { ReportInput } from '../input.ts';
import type { Table } from '../table.ts';
import { benchmarksTable } from './benchmarks.ts';
import { captionsPerRound } from './captions-per-round.ts';
import { controlsTable } from './controls.ts';
import { costTable } from './cost.ts';
import { coverageTable } from './coverage.ts';
import { detailsTable } from './details.ts';
import { specialistsTable } from './specialists.ts';

/** Every table of a report; null where the run has nothing for it. */
export interface ReportTables {
  readonly captions: Table | null;
  readonly benchmarks: Table | null;
  readonly benchmarksBySeed: readonly Table[];
  readonly specialists: Table | null;
  readonly controls: Table | null;
  readonly coverage: Table | null;
  readonly cost: Table | null;
  readonly details: readonly Table[];
}

export function tablesOf(input: ReportInput, evidence: Evidence): ReportTables {
  return {
    captions: captionsPerRound(input, evidence),
    benchmarks: benchmarksTable(input, evidence, evidence.mainSeed),
    benchmarksBySeed:
      evidence.seeds.length > 1
        ? evidence.seeds.flatMap((seed) => benchmarksTable(input, evidence, seed) ?? [])
        : [],
    specialists: specialistsTable(input, evidence),
    controls: controlsTable(input, evidence),
    coverage: coverageTable(input),
    cost: costTable(input),
    details: evidence.benchmarks.flatMap((benchmark) => detailsTable(input, evidence, benchmark) ?? []),
  };
}

export function listOf(tables: ReportTables): Table[] {
  return Object.values(tables)
    .flat()
    .filter((table): table is Table => table !== null);
}
