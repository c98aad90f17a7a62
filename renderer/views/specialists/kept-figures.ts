/** Kept clauses in words and as a table. Pure. */
import type { KeptClauses, KeptOfKind } from '../../../shared/specialist-clauses.ts';
import type { Tabular } from '../../copy/tabular.ts';
import { count } from '../../data/format.ts';
import { modelName } from '../../data/names.ts';

const titles: Record<string, string> = {
  spatial: 'Spatial: where a thing is',
  grounded: 'Grounded: a box',
  text: 'Quoted text',
  plain: 'Plain: all else',
};

export const kindTitle = (kind: string): string => titles[kind] ?? kind;

/** Those that it writes, or that could be compared. */
export const kindsShown = ({ kinds }: KeptClauses): KeptOfKind[] =>
  kinds.filter((kind) => kind.clauses > 0 || kind.final !== null || kind.finalAsked !== null);

export function whereCompared({ on, images, captions }: KeptClauses): string {
  const own = `In its ${count(captions)} captions of pretraining images.`;
  if (on === null) return `${own} The final generalist has described none of the same images yet.`;
  return on === 'pretraining'
    ? `${own} Compared on ${count(images)} pretraining images that the final generalist described too: asked to describe them, and asked as the specialist was. The same claim counts, in whatever words.`
    : `${own} The shares are of what it says about the ${count(images)} images of the caption benchmark, where nobody asks for places, boxes or texts: this final generalist was not asked about pretraining images. Doing its evaluation again in Run asks it.`;
}

/** How many clauses the shares are of. */
export const comparedOf = ({ before, final, finalAsked }: KeptOfKind): number =>
  (final ?? finalAsked ?? before)?.n ?? 0;

export const keptTable = ({ specialist, kinds }: KeptClauses): Tabular => ({
  title: `Clauses of ${modelName(specialist)}, and the share that the final generalist says too`,
  columns: [
    'kind',
    'clauses',
    'in 100 captions',
    'low',
    'high',
    'last round',
    'last round low',
    'last round high',
    'final',
    'final low',
    'final high',
    'final asked so',
    'asked so low',
    'asked so high',
    'compared',
  ],
  rows: kinds.map((kind) => [
    kind.kind,
    kind.clauses,
    kind.perHundred.value,
    kind.perHundred.low,
    kind.perHundred.high,
    ...[kind.before, kind.final, kind.finalAsked].flatMap((share) => [
      share?.value ?? null,
      share?.low ?? null,
      share?.high ?? null,
    ]),
    comparedOf(kind),
  ]),
});
