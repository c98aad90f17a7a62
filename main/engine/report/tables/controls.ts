import { shortTitle } from '../../scorers/index.ts';
import type { Evidence } from '../evidence.ts';
import type { ReportInput } from '../input.ts';
import { capitalised, modelInWords } from '../names.ts';
import type { Row, Table } from '../table.ts';
import { titled } from './titled.ts';

/**
 * The paper's Table 9, and the shuffled control: what the first round gains, and what the same training gains without its captions.
 * `seed` null: over all seeds.
 */
export function controlsTable({ plan }: ReportInput, evidence: Evidence, seed: number | null): Table | null {
  const controls = plan.controls.filter((control) => evidence.models.includes(control));
  if (controls.length === 0) return null;
  const arms = [
    { model: 'v1', against: 'v0' },
    ...controls.flatMap((control) => [
      { model: control, against: 'v0' },
      { model: 'v1', against: control },
    ]),
  ];
  const rows = arms.flatMap(({ model, against }): Row[] => {
    const cells = evidence.benchmarks.map((benchmark) => {
      const compared = evidence.comparison(model, against, benchmark, seed);
      if (!compared) return null;
      return {
        value: compared.difference,
        low: compared.low,
        high: compared.high,
        verdict: compared.verdict,
      };
    });
    if (cells.every((cell) => cell === null)) return [];
    const label = capitalised(
      `${modelInWords(model, plan)} − ${modelInWords(against, plan)}`.replaceAll('the ', ''),
    );
    return [{ cells: [label, ...cells] }];
  });
  if (rows.length === 0) return null;
  const title = 'Is it the captions? Differences in points, on the same items';
  return {
    ...titled(evidence, seed, 'table-9-controls', 'Table 9', title),
    columns: [
      { key: 'comparison', title: 'Difference', format: 'text' },
      ...evidence.benchmarks.map((name) => ({
        key: name,
        title: shortTitle(name),
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
