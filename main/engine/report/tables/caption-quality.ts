/** Every metric of the captions, source by source, in tables that fit a page. */
import {
  type CaptionMetric,
  type CaptionQuality,
  captionMetrics,
} from '../../../../shared/caption-quality.ts';
import type { ReportInput } from '../input.ts';
import { modelOrder, writerName } from '../names.ts';
import type { Cell, Column, Table } from '../table.ts';

interface Part {
  readonly id: string;
  readonly title: string;
  readonly metrics: readonly string[];
  readonly notes: readonly string[];
}

const parts: readonly Part[] = [
  {
    id: 'captions-length',
    title: 'Captions: length and certainty',
    metrics: ['words', 'tokens', 'truncated', 'log-probability'],
    notes: [],
  },
  {
    id: 'captions-variety',
    title: 'Captions: variety, templates and repetition',
    metrics: [
      'vocabulary',
      'new-words',
      'distinct-1',
      'distinct-2',
      'distinct-3',
      'self-similarity',
      'near-duplicates',
      'repetition',
    ],
    notes: [
      'Distinct-n: different n-word sequences among 1,000 of them, of captions in random order, so that neither length nor number of captions moves it.',
      'Self-similarity: Jaccard index of the word pairs of two captions drawn at random (fixed seed; each caption in one pair).',
      'Near-duplicates: captions that share four fifths of their word pairs with another image’s (MinHash); their share and the vocabulary grow with the number of captions.',
    ],
  },
  {
    id: 'captions-change',
    title: 'Captions: what they keep, and what they change',
    metrics: ['original-kept', 'edited', 'content-similarity'],
    notes: [
      'Edited: word-level edit distance to what the round before said about the image, of the longer one’s words.',
      'Content kept: cosine of the counts of content words; word order and synonyms are not seen, as no embedding model is used.',
    ],
  },
  {
    id: 'captions-truth',
    title: 'Captions: objects, against what is known to be in the images',
    metrics: ['object-precision', 'object-recall', 'chair-s', 'chair-i'],
    notes: [
      'CHAIRs: captions that mention an object that is not there. CHAIRi: of all mentions, those of objects that are not there. Both rise with length by themselves; see the table at matched length.',
    ],
  },
  {
    id: 'captions-boxes',
    title: 'Captions: boxes and quoted text',
    metrics: ['boxes-valid', 'box-iou', 'boxes-found', 'quotes-right', 'quotes-read'],
    notes: [
      'A box is valid when it has four whole numbers from 000 to 999 and encloses something; it is held against the objects of the name before it, each found once.',
    ],
  },
  {
    id: 'captions-image-text',
    title: 'Captions: how well they fit their images',
    metrics: ['image-text'],
    notes: [
      'Cosine of the embeddings of image and caption by the CLIP-class model that the plan names, on 500 captions a source at the most; a caption longer than the model reads is cut.',
    ],
  },
];

export function captionQualityTables(input: ReportInput): Table[] {
  const sources = ordered(input);
  return [
    ...parts.flatMap((part) => partTable(part, sources, input) ?? []),
    ...matchedLength(sources, input),
  ];
}

/** Sources in their order, each with its seeds; the original text, which is the same for all seeds, once. */
function ordered({ captionQuality, plan }: ReportInput): CaptionQuality[] {
  const order = modelOrder(
    captionQuality.map(({ source }) => source),
    plan,
  );
  const first = Math.min(...captionQuality.map(({ seed }) => seed));
  return captionQuality
    .filter(({ source, seed }) => source !== 'original' || seed === first)
    .sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source) || a.seed - b.seed);
}

function partTable(
  { id, title, metrics, notes }: Part,
  sources: readonly CaptionQuality[],
  input: ReportInput,
): Table | null {
  const there = captionMetrics.filter(
    ({ name }) => metrics.includes(name) && sources.some((source) => figureOf(source, name)),
  );
  if (there.length === 0) return null;
  const rows = sources
    .filter((source) => there.some(({ name }) => figureOf(source, name)))
    .map((source) => ({
      ...groupOf(source, input),
      cells: [...heads(source, input), ...there.map(({ name }) => cellOf(source, name))],
    }));
  return { id, number: '', title, columns: [...headColumns(input), ...there.map(columnOf)], rows, notes };
}

function matchedLength(sources: readonly CaptionQuality[], input: ReportInput): Table[] {
  const rows = sources.flatMap((source) => {
    const matched = source.matchedLength;
    if (!matched) return [];
    const { against, n, words, before, now, difference, low, high } = matched;
    const verdict = low > 0 ? 'worse' : high < 0 ? 'better' : 'same';
    const cells: Cell[] = [
      ...heads(source, input),
      writerName(against, input.plan),
      { value: n },
      { value: words },
      { value: before },
      { value: now },
      { value: difference, low, high, verdict },
    ];
    return [{ ...groupOf(source, input), cells }];
  });
  if (rows.length === 0) return [];
  return [
    {
      id: 'captions-matched-length',
      number: '',
      title: 'Hallucination at matched length (CHAIRi within equally many words)',
      columns: [
        ...headColumns(input),
        { key: 'against', title: 'Against', format: 'text' },
        { key: 'images', title: 'Images', format: 'integer' },
        { key: 'words', title: 'Words compared', format: 'decimal' },
        { key: 'before', title: 'Before', unit: '%', format: 'percent' },
        { key: 'now', title: 'Now', unit: '%', format: 'percent' },
        { key: 'difference', title: 'Difference', unit: 'points', format: 'points' },
      ],
      rows,
      notes: [
        'Both captions of an image are cut to the words of the shorter one, and the objects mentioned within are judged; images are resampled.',
        'What a caption says beyond that is not compared here.',
        'Marked where the 95 % interval leaves out zero.',
      ],
    },
  ];
}

/** Seeds of one source stand together. */
const groupOf = ({ source }: CaptionQuality, { plan }: ReportInput): { group?: string } =>
  plan.seeds.length > 1 ? { group: source } : {};

const headColumns = ({ plan }: ReportInput): Column[] => [
  { key: 'source', title: 'Captions', format: 'text' },
  ...(plan.seeds.length > 1 ? [{ key: 'seed', title: 'Seed', format: 'text' } as const] : []),
];

const heads = ({ source, seed }: CaptionQuality, { plan }: ReportInput): string[] => [
  writerName(source, plan),
  ...(plan.seeds.length > 1 ? [source === 'original' ? 'all' : String(seed)] : []),
];

const figureOf = ({ figures }: CaptionQuality, metric: string) =>
  figures.find((one) => one.metric === metric);

function cellOf(source: CaptionQuality, metric: string): Cell {
  const found = figureOf(source, metric);
  if (!found) return null;
  const { value, low, high, sd } = found;
  // A length is told with its spread, everything else with how sure it is.
  const spread = isLength(metric) && sd !== null ? { deviation: sd } : {};
  return low === null || high === null ? { value, ...spread } : { value, low, high, ...spread };
}

const isLength = (metric: string): boolean => metric === 'words' || metric === 'tokens';

function columnOf({ name, title, unit }: CaptionMetric): Column {
  const key = name.replaceAll('-', '_');
  if (unit === '%') return { key, title, unit, format: 'percent' };
  if (isLength(name)) return { key, title, unit: 'mean ± sd', format: 'decimal' };
  return { key, title, format: unit === 'words' ? 'integer' : 'decimal' };
}
