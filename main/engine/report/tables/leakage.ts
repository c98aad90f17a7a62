/** What training has seen of what models are judged on, from both sides. */
import type { ReportInput } from '../input.ts';
import { benchmarkTitle } from '../names.ts';
import type { Table } from '../table.ts';

export function leakageTables({ leakage }: ReportInput): Table[] {
  if (!leakage) return [];
  const near = `Near: perceptual hashes (pHash, 64 bits) that differ in ${leakage.distance} bits or fewer; two different pictures may.`;
  const words =
    'Text: thirteen words in a row, lower-case, marks left out; sequences of more than ten images are phrases and do not count.';
  return [
    {
      id: 'leakage-benchmarks',
      number: '',
      title: 'Of what models are judged on, what stands in training too',
      columns: [
        { key: 'benchmark', title: 'Benchmark', format: 'text' },
        { key: 'images', title: 'Images', format: 'integer' },
        { key: 'exact', title: 'Same file', format: 'integer' },
        { key: 'near', title: 'Near', format: 'integer' },
        { key: 'questions', title: 'Questions', format: 'integer' },
        { key: 'comparable', title: 'Of 13 words', format: 'integer' },
        { key: 'text', title: 'Text', format: 'integer' },
      ],
      rows: leakage.benchmarks.map(({ benchmark, images, exact, near: close, items, comparable, text }) => ({
        cells: [
          benchmark === 'held-out' ? 'Held-out conversations' : benchmarkTitle(benchmark),
          ...[images, exact, close, items, comparable, text].map((value) => ({ value })),
        ],
      })),
      notes: [near, words, 'A shorter question cannot be told from everyday ones and is not compared.'],
    },
    {
      id: 'leakage-training',
      number: '',
      title: 'Of what models learn from, what stands in a benchmark too',
      columns: [
        { key: 'set', title: 'Set', format: 'text' },
        { key: 'images', title: 'Images', format: 'integer' },
        { key: 'exact', title: 'Same file', format: 'integer' },
        { key: 'near', title: 'Near', format: 'integer' },
        { key: 'text', title: 'Text', format: 'integer' },
        { key: 'also_trained', title: 'Also in pretraining or SFT', format: 'integer' },
      ],
      rows: leakage.sets.map(({ set, images, exact, near: close, text, alsoTrained }) => ({
        cells: [
          set,
          ...[images, exact, close, text].map((value) => ({ value })),
          alsoTrained === null ? null : { value: alsoTrained },
        ],
      })),
      notes: [near, words],
    },
  ];
}
