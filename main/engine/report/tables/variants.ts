import type { Evidence } from '../evidence.ts';
import type { ReportInput } from '../input.ts';
import { modelName } from '../names.ts';
import type { Cell, Row, Table } from '../table.ts';
import { benchmarkColumns, scoreCells } from './by-benchmark.ts';
import { titled } from './titled.ts';

/**
 * The paper's Table 2: round 1 with other prompts and templates, against V0, with V1 (the plan's own prompts and template) beside them.
 * Null where the plan has no variants. `seed` null: over all seeds.
 */
export function variantsTable({ plan }: ReportInput, evidence: Evidence, seed: number | null): Table | null {
  if (plan.variants.length === 0) return null;
  const own = { prompts: plan.longPrompts, template: plan.template };
  const models = [
    { name: 'v0', prompts: 'none', template: 'original' as const },
    { name: 'v1', prompts: promptsInWords(own.prompts), template: own.template },
    ...plan.variants.map(({ name, prompts, template }) => ({
      name,
      prompts: promptsInWords(prompts ?? own.prompts),
      template: template ?? own.template,
    })),
  ];
  const rows = models.flatMap(({ name, prompts, template }): Row[] => {
    const cells = scoreCells(evidence, name, 'v0', seed);
    if (!cells) return [];
    const captions = evidence.captions(sourceOf(name, plan.variants), seed);
    // What is trained on originals alone reads no caption.
    const words: Cell =
      captions && template !== 'original' ? { value: captions.wordsMean, deviation: captions.wordsSd } : null;
    return [{ cells: [modelName(name, plan), prompts, template, words, ...cells] }];
  });
  if (rows.length === 0) return null;
  return {
    ...titled(evidence, seed, 'table-2-prompts', 'Table 2', 'Prompts and templates of the first round, in %'),
    columns: [
      { key: 'model', title: 'Model', format: 'text' },
      { key: 'prompts', title: 'Prompt', format: 'text' },
      { key: 'template', title: 'Template', format: 'text' },
      { key: 'words', title: 'Words', unit: 'mean ± sd', format: 'decimal' },
      ...benchmarkColumns(evidence, 'percent'),
    ],
    rows,
    notes: [
      '▲ and ▼: significantly better or worse than V0, after Holm’s correction over the benchmarks of a row.',
    ],
  };
}

/** Whose captions a variant reads: its own where it has prompts, else V0's of the round. */
function sourceOf(name: string, variants: ReportInput['plan']['variants']): string {
  return variants.some((one) => one.name === name && one.prompts) ? name : 'v0';
}

function promptsInWords(prompts: ReportInput['plan']['longPrompts']): string {
  const [first] = prompts;
  if (prompts.length > 1) return `one of ${prompts.length}`;
  return typeof first === 'string' ? first : (first?.text ?? '');
}
