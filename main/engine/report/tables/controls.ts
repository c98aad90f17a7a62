import type { ControlName } from '../../../../shared/plan.ts';
import { final, isAboutSpecialists } from '../../plan/arms.ts';
import type { Evidence } from '../evidence.ts';
import type { ReportInput } from '../input.ts';
import { capitalised, modelInWords } from '../names.ts';
import type { Row, Table } from '../table.ts';
import { benchmarkColumns, differenceCells } from './by-benchmark.ts';
import { titled } from './titled.ts';

/**
 * The paper's Table 9 and the other controls: what the first round (or the specialists) gains, and what the same training gains without it.
 * `seed` null: over all seeds.
 */
export function controlsTable({ plan }: ReportInput, evidence: Evidence, seed: number | null): Table | null {
  const controls = plan.controls.filter((control) => evidence.models.includes(control));
  if (controls.length === 0) return null;
  const last = evidence.lastGeneralist ?? 'v0';
  const arms = [
    { model: 'v1', against: 'v0' },
    ...controls.flatMap((control) =>
      isAboutSpecialists(control)
        ? [
            { model: control, against: last },
            { model: final, against: control },
          ]
        : [
            { model: control, against: 'v0' },
            { model: 'v1', against: control },
          ],
    ),
  ];
  const rows = arms.flatMap(({ model, against }): Row[] => {
    const cells = differenceCells(evidence, model, against, seed);
    if (!cells) return [];
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
      ...benchmarkColumns(evidence, 'points'),
    ],
    rows,
    notes: [
      ...controls.map((control) => whatItIs[control]),
      '▲ and ▼: significant after Holm’s correction over the benchmarks of a row.',
    ],
  };
}

const whatItIs: Record<ControlName, string> = {
  'equal-compute': 'Equal compute: V0’s data and as many training steps as V0 and V1 had together.',
  shuffled: 'Shuffled: V1’s recaptions dealt out to the wrong images, so that only their language is left.',
  'matched-length':
    'Matched length: V1’s recaptions alone, each cut to as many words as the image’s own text, so that only what is said differs from V0’s text, not how much.',
  'more-data': 'More data: V0’s recipe with further raw images and their own texts.',
  'other-captioner': 'Other captioner: V1’s recipe with recaptions that another model wrote (distillation).',
  'specialist-data':
    'Specialist data: the last generalist’s recipe with the specialists’ training data put straight into SFT, without any specialist.',
};
