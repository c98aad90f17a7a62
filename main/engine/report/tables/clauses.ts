import type { ClauseKind } from '../../quality/index.ts';
import type { Evidence } from '../evidence.ts';
import { counted, formatted, listed } from '../format.ts';
import type { ReportInput } from '../input.ts';
import { modelName } from '../names.ts';
import type { Cell, Table } from '../table.ts';

const titles: Record<ClauseKind, string> = {
  spatial: 'Spatial',
  grounded: 'Grounded',
  text: 'Quoted text',
  plain: 'Plain',
};
const textTitles: Record<ReportInput['clauses'][number]['texts'], string> = {
  benchmark: 'the caption benchmark',
  pretraining: 'the pretraining images',
  combined: 'the pretraining images, all that it learns from',
};
const kinds = Object.keys(titles) as ClauseKind[];

/** What the specialists add: how many clauses of captions state a place, carry a box or say what is written, and their true share. */
export function clausesTable({ clauses, plan }: ReportInput, { seeds }: Evidence): Table | null {
  if (clauses.length === 0 || plan.specialists.length === 0) return null;
  const undecided = kinds.flatMap((kind) => {
    const all = clauses.reduce((sum, row) => sum + row.kinds[kind].clauses, 0);
    const decided = clauses.reduce((sum, row) => sum + (row.kinds[kind].holding?.n ?? 0), 0);
    return all > decided
      ? [`${formatted(all - decided, 'integer')} of ${counted(all, `${titles[kind].toLowerCase()} clause`)}`]
      : [];
  });
  return {
    id: 'clauses',
    number: '',
    title: `What the specialists add: clauses${seeds.length > 1 ? `; ${seeds.length} seeds pooled` : ''}`,
    columns: [
      { key: 'model', title: 'Model', format: 'text' },
      { key: 'texts', title: 'Captions of', format: 'text' },
      { key: 'images', title: 'Images', format: 'integer' },
      ...kinds.flatMap((kind) => [
        { key: kind, title: titles[kind], unit: 'an image', format: 'decimal' as const },
        { key: `${kind}_true`, title: 'true', unit: '%', format: 'percent' as const },
      ]),
    ],
    rows: clauses.map((row) => ({
      group: row.texts,
      cells: [
        modelName(row.model, plan),
        textTitles[row.texts],
        { value: row.images },
        ...kinds.flatMap((kind): Cell[] => {
          const { perImage, holding } = row.kinds[kind];
          return [bounded(perImage), holding && bounded(holding)];
        }),
      ],
    })),
    notes: [
      'Spatial: says where a thing is, to another thing or in the image. Grounded: carries a box. Quoted text: says what is written. Plain: all else.',
      'True: of the clauses that truth decides. A relation is true when the centres of its things lie clearly that way, a box at intersection over union of 0.5 with a thing of its name, a text when it begins with the words that are there, a plain clause when everything it names is there; numbers and sizes are not judged.',
      'All that the final generalist learns from: the last round’s recaptions with the specialists’ answers that narrate.',
      'Intervals resample whole images, as the clauses of a caption hang together.',
      ...(undecided.length > 0 ? [`Truth decides neither way in ${listed(undecided)}.`] : []),
    ],
  };
}

const bounded = ({ value, low, high }: { value: number; low: number; high: number }) => ({
  value,
  low,
  high,
});
