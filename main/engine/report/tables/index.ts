import type { Evidence } from '../evidence.ts';
import type { ReportInput } from '../input.ts';
import type { Table } from '../table.ts';
import { benchmarksTable } from './benchmarks.ts';
import { captionQualityTables } from './caption-quality.ts';
import { captioningCostTable } from './captioning-cost.ts';
import { captionsPerRound } from './captions-per-round.ts';
import { clausesTable } from './clauses.ts';
import { clausesKeptTable } from './clauses-kept.ts';
import { combinationsTable } from './combinations.ts';
import { contributionTable } from './contribution.ts';
import { controlsTable } from './controls.ts';
import { costTable } from './cost.ts';
import { coverageTable } from './coverage.ts';
import { detailsTable } from './details.ts';
import { judgesTables } from './judges.ts';
import { leakageTables } from './leakage.ts';
import { specialistsTable } from './specialists.ts';
import { variantsTable } from './variants.ts';

/** Every table of a report; null where the run has nothing for it. */
export interface ReportTables {
  readonly captions: Table | null;
  readonly benchmarks: Table | null;
  readonly variants: Table | null;
  readonly specialists: Table | null;
  readonly combinations: Table | null;
  readonly contribution: Table | null;
  readonly clauses: Table | null;
  readonly clausesKept: Table | null;
  readonly controls: Table | null;
  readonly judges: readonly Table[];
  readonly captionQuality: readonly Table[];
  readonly leakage: readonly Table[];
  readonly coverage: Table | null;
  readonly captioningCost: Table | null;
  readonly cost: Table | null;
  /** The paper's tables again for each seed, where several ran. */
  readonly bySeed: readonly Table[];
  readonly details: readonly Table[];
}

export function tablesOf(input: ReportInput, evidence: Evidence): ReportTables {
  const perSeed = [
    benchmarksTable,
    captionsPerRound,
    variantsTable,
    specialistsTable,
    combinationsTable,
    contributionTable,
    controlsTable,
  ];
  return {
    captions: captionsPerRound(input, evidence, evidence.mainSeed),
    benchmarks: benchmarksTable(input, evidence, evidence.mainSeed),
    variants: variantsTable(input, evidence, evidence.mainSeed),
    specialists: specialistsTable(input, evidence, evidence.mainSeed),
    combinations: combinationsTable(input, evidence, evidence.mainSeed),
    contribution: contributionTable(input, evidence, evidence.mainSeed),
    clauses: clausesTable(input, evidence),
    clausesKept: clausesKeptTable(input),
    controls: controlsTable(input, evidence, evidence.mainSeed),
    judges: judgesTables(input),
    captionQuality: captionQualityTables(input),
    leakage: leakageTables(input),
    coverage: coverageTable(input),
    captioningCost: captioningCostTable(input),
    cost: costTable(input),
    bySeed:
      evidence.seeds.length > 1
        ? perSeed.flatMap((table) => evidence.seeds.flatMap((seed) => table(input, evidence, seed) ?? []))
        : [],
    details: evidence.benchmarks.flatMap((benchmark) => detailsTable(input, evidence, benchmark) ?? []),
  };
}

export function listOf(tables: ReportTables): Table[] {
  return Object.values(tables)
    .flat()
    .filter((table): table is Table => table !== null);
}
