import type { KeptOfKind } from '../../../../shared/specialist-clauses.ts';
import { formatted } from '../format.ts';
import type { ReportInput } from '../input.ts';
import { modelName } from '../names.ts';
import type { Cell, Row, Table } from '../table.ts';

const titles: Record<string, string> = {
  spatial: 'spatial',
  grounded: 'grounded',
  text: 'quoted text',
  plain: 'plain',
};

/** What of each specialist's clauses was said before it, and what the final generalist keeps; null where no specialist has written. */
export function clausesKeptTable({ keptClauses = [], plan }: ReportInput): Table | null {
  const rows = keptClauses.flatMap(({ specialist, kinds }) =>
    kinds
      .filter((kind) => kind.clauses > 0 || kind.final !== null)
      .map(
        (kind): Row => ({
          group: specialist,
          cells: [
            modelName(specialist, plan),
            titles[kind.kind] ?? kind.kind,
            { ...kind.perHundred },
            share(kind.before),
            share(kind.final),
            share(kind.finalAsked),
            { value: comparedOf(kind) },
          ],
        }),
      ),
  );
  if (rows.length === 0) return null;
  return {
    id: 'clauses-kept',
    number: '',
    title: 'What the final generalist keeps of the specialists’ clauses',
    columns: [
      { key: 'specialist', title: 'Specialist', format: 'text' },
      { key: 'kind', title: 'Clauses', format: 'text' },
      { key: 'per_hundred', title: 'In 100', unit: 'captions', format: 'decimal' },
      { key: 'before', title: 'Last round says', unit: '%', format: 'percent' },
      { key: 'final', title: 'Final says', unit: '%', format: 'percent' },
      { key: 'final_asked', title: 'Final says, asked so', unit: '%', format: 'percent' },
      { key: 'compared', title: 'Compared', unit: 'clauses', format: 'integer' },
    ],
    rows,
    notes: [
      whereCompared(keptClauses),
      'Kept: the same claim about the same image, in whatever words. Spatial: the same things in the same relation or place, also said from the other side. Grounded: a box with intersection over union of 0.5 on a thing of that name. Quoted text: the same words. Plain: every thing it names; numbers and sizes do not count.',
      'Final says: asked to describe the image, as the rounds were. Asked so: asked the specialist’s own prompts instead. Last round says: the captions that the last round was trained on.',
      'Intervals resample whole images, as the clauses of a caption hang together.',
    ],
  };
}

const share = (of: KeptOfKind['final']): Cell => of && { value: of.value, low: of.low, high: of.high };

const comparedOf = ({ before, final, finalAsked }: KeptOfKind): number =>
  (final ?? finalAsked ?? before)?.n ?? 0;

function whereCompared(kept: NonNullable<ReportInput['keptClauses']>): string {
  const most = formatted(Math.max(...kept.map(({ images }) => images)), 'integer');
  if (kept.every(({ on }) => on === 'pretraining'))
    return `Compared on ${most} pretraining images that the final generalist was asked about.`;
  if (kept.every(({ on }) => on === null))
    return 'The final generalist has described no image that a specialist has.';
  return `Compared on the ${most} images of the caption benchmark, where nobody is asked for places, boxes or texts: the final generalist of this run was not asked about pretraining images.`;
}
