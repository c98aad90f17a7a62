import type { Evidence, Judged } from '../evidence.ts';
import type { ReportInput } from '../input.ts';
import { benchmarkName, modelName } from '../names.ts';
import type { Row, Table } from '../table.ts';
import { seedName, seedsToShow } from './captions-per-round.ts';

/** The paper's Table 9, and the shuffled control: what the first round gains, and what the same training gains without its captions. */
export function controlsTable({ plan }: ReportInput, evidence: Evidence): Table | null {
  const controls = plan.controls.filter((control) => evidence.models.includes(control));
  if (controls.length === 0) return null;
  const seeds = seedsToShow(evidence);
  const arms = [
    { model: 'v1', against: 'v0' },
    ...controls.flatMap((control) => [
      { model: control, against: 'v0' },
      { model: 'v1', against: control },
    ]),
  ];
  const rows = arms.flatMap(({ model, against }) =>
    seeds.flatMap((seed): Row[] => {
      const cells = evidence.benchmarks.map((benchmark) => {
        const compared: Judged | undefined = evidence.comparison(model, against, benchmark, seed);
        return compared
          ? { value: compared.difference, low: compared.low, high: compared.high, verdict: compared.verdict }
          : null;
      });
      if (cells.every((cell) => cell === null)) return [];
      const label = `${modelName(model, plan)} − ${modelName(against, plan)}`;
      return [
        {
          cells: [label, ...(seeds.length > 1 ? [seedName(seed)] : []), ...cells],
          group: `${model} ${against}`,
        },
      ];
    }),
  );
  if (rows.length === 0) return null;
  return {
    id: 'table-9-controls',
    number: 'Table 9',
    title: 'Is it the captions? Differences with and without them, on the same items',
    columns: [
      { key: 'comparison', title: 'Comparison', format: 'text' },
      ...(seeds.length > 1 ? [{ key: 'seed', title: 'Seed', format: 'text' as const }] : []),
      ...evidence.benchmarks.map((name) => ({
        key: name,
        title: benchmarkName(name),
        unit: 'points',
        format: 'points' as const,
      })),
    ],
    rows,
    notes: [
      ...(controls.includes('equal-compute')
        ? ['Equal compute: V0’s data and as many training steps as V1 had.']
        : []),
      ...(controls.includes('shuffled')
        ? ['Shuffled: V1’s recaptions dealt out to the wrong images, so that only their language is left.']
        : []),
      '▲ and ▼: significant after Holm’s correction over the benchmarks of a row.',
    ],
  };
}
