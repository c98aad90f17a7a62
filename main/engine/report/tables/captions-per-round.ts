import { shortTitle } from '../../scorers/index.ts';
import type { Evidence } from '../evidence.ts';
import type { ReportInput } from '../input.ts';
import { modelName, roundOf, writerName } from '../names.ts';
import type { Cell, Table } from '../table.ts';
import { titled } from './titled.ts';

/**
 * The paper's Table 1: how long the captions are that each round is trained on, and what a benchmark of questions makes of it.
 * `seed` null: over all seeds.
 */
export function captionsPerRound(
  { plan }: ReportInput,
  evidence: Evidence,
  seed: number | null,
): Table | null {
  const benchmark = evidence.benchmarks.includes('vqa') ? 'vqa' : evidence.benchmarks[0];
  const rows = evidence.rounds.flatMap((model) => {
    const source = textSource(model);
    const captions = evidence.captions(source, seed);
    const score = benchmark ? evidence.score(model, benchmark, seed) : undefined;
    if (!captions && !score) return [];
    const cells: Cell[] = [
      modelName(model, plan),
      source === 'original' ? 'original text' : `recaptions by ${writerName(source, plan)}`,
      captions ? { value: captions.wordsMean, deviation: captions.wordsSd } : null,
      captions ? { value: captions.vocabulary } : null,
      captions ? { value: captions.repetition } : null,
      captions?.distinctBigrams == null ? null : { value: captions.distinctBigrams },
      captions?.objectPrecision == null ? null : { value: captions.objectPrecision },
      captions?.objectRecall == null ? null : { value: captions.objectRecall },
      score ? { value: score.value, low: score.low, high: score.high } : null,
    ];
    return [{ cells }];
  });
  if (rows.length === 0) return null;
  return {
    ...titled(
      evidence,
      seed,
      'table-1-captions',
      'Table 1',
      'Captions that each round is pretrained on, and visual question answering',
    ),
    columns: [
      { key: 'model', title: 'Model', format: 'text' },
      { key: 'trained_on', title: 'Pretrained on', format: 'text' },
      { key: 'words', title: 'Words', unit: 'mean ± sd', format: 'decimal' },
      { key: 'vocabulary', title: 'Vocabulary', unit: 'words', format: 'integer' },
      { key: 'repetition', title: 'Repetition', unit: '%', format: 'percent' },
      { key: 'distinct_2', title: 'Distinct-2', unit: '%', format: 'percent' },
      { key: 'object_precision', title: 'Objects right', unit: '% of named', format: 'percent' },
      { key: 'object_recall', title: 'Objects named', unit: '% of present', format: 'percent' },
      {
        key: benchmark ?? 'benchmark',
        title: benchmark ? shortTitle(benchmark) : 'Benchmark',
        unit: '%',
        format: 'percent',
      },
    ],
    rows,
    notes: [
      'Statistics are of the new text alone; a model trained on the concatenation also reads the original text.',
      'Repetition: share of a caption’s four-word sequences that stood in it before.',
      'Distinct-2: different two-word sequences among all of them.',
      ...(evidence.seeds.length > 1 && seed === null
        ? ['Caption statistics are averaged over the seeds.']
        : []),
    ],
  };
}

/** The model whose captions a round is pretrained on; the first round has the original text. */
export function textSource(model: string): string {
  const round = roundOf(model) ?? 0;
  return round === 0 ? 'original' : `v${round - 1}`;
}
