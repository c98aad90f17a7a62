/**
 * Writes `report.html` (one self-contained page), `report.json`, and each table as CSV and LaTeX and each figure as SVG into a folder.
 * Every file is written beside its place and renamed, so that a reader never meets half of one; an earlier report is replaced.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Evidence, evidenceOf } from './evidence.ts';
import { benchmarksPerRound } from './figures/benchmarks-per-round.ts';
import { captionLengthPanels } from './figures/caption-lengths.ts';
import { captionQualityPanels } from './figures/caption-quality.ts';
import { captionsPerRoundFigure } from './figures/captions-per-round.ts';
import { judgeScores } from './figures/judge-scores.ts';
import { lossCurves } from './figures/loss-curves.ts';
import type { Chart } from './figures/plot.ts';
import { fontFaces } from './fonts.ts';
import type { ReportInput } from './input.ts';
import { page } from './page.ts';
import { lightColours } from './style.ts';
import { summary } from './summary.ts';
import { tableCsv } from './table-csv.ts';
import { tableLatex } from './table-latex.ts';
import { listOf, tablesOf } from './tables/index.ts';

export interface WrittenReport {
  /** Absolute path of the page. */
  readonly html: string;
  /** Absolute paths of all files, the page first. */
  readonly files: string[];
  /** What the run shows, a sentence or two each: rounds, controls, specialists; only what there is. */
  readonly summary: string[];
}

export async function writeReport(input: ReportInput, folder: string): Promise<WrittenReport> {
  const evidence = evidenceOf(input);
  const tables = tablesOf(input, evidence);
  const charts = [
    ...benchmarksPerRound(evidence),
    ...captionsPerRoundFigure(input, evidence),
    ...judgeScores(input).map(({ chart }) => chart),
    ...captionQualityPanels(input).map(({ chart }) => chart),
    ...captionLengthPanels(input).map(({ chart }) => chart),
    ...lossCurves(input).map(({ chart }) => chart),
  ];
  const texts: [string, string][] = [
    ['report.html', page(input, evidence, tables, await fontFaces())],
    ['report.json', json(input, evidence)],
    ...listOf(tables).flatMap((table): [string, string][] => [
      [`tables/${table.id}.csv`, tableCsv(table)],
      [`tables/${table.id}.tex`, tableLatex(table)],
    ]),
    ...charts.map((chart): [string, string] => [`figures/${chart.id}.svg`, standalone(chart)]),
  ];
  const files: string[] = [];
  for (const [path, text] of texts) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.partial`, text);
    await rename(`${file}.partial`, file);
    files.push(file);
  }
  return { html: join(folder, 'report.html'), files, summary: summary(input, evidence) };
}

/** Everything a script may want to read again, images left out. */
function json(input: ReportInput, evidence: Evidence): string {
  const { sampleImages, ...rest } = input;
  const pairs = new Map(input.comparisons.map((one) => [`${one.model} ${one.against} ${one.seed}`, one]));
  const comparisons = [...pairs.values()].flatMap((one) =>
    evidence.comparisons(one.model, one.against, one.seed),
  );
  const withoutImages = sampleImages.map(({ dataUri: _, ...image }) => image);
  return `${JSON.stringify({ version: 1, summary: summary(input, evidence), ...rest, comparisons, sampleImages: withoutImages }, null, 2)}\n`;
}

/** A figure for use outside the page: its colours written out, in light. */
function standalone({ svg }: Chart): string {
  return svg.replace(
    /var\((--[a-z0-9-]+)\)/g,
    (whole, name: string) => lightColours[name as keyof typeof lightColours] ?? whole,
  );
}
