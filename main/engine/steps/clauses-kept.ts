/**
 * What kinds of clauses each specialist adds, and how many of them the last round's captions and the final generalist say about the same
 * images: gathered from the store, judged by quality/. The images are those of the pretraining set that the final generalist was asked
 * about (describe-sample.ts); where it was not, those of the caption benchmark, which everybody describes.
 */
import type { Plan } from '../../../shared/plan.ts';
import type { KeptClauses, KeptExample, KeptOfKind } from '../../../shared/specialist-clauses.ts';
import { final } from '../plan/arms.ts';
import { generalist } from '../plan/graph.ts';
import { promptTexts } from '../plan/prompts.ts';
import { isKept } from '../quality/clause-kept.ts';
import { type Clause, type ClauseKind, clauseKinds, clausesOf, type Lexicon } from '../quality/index.ts';
import { type Counted, type Interval, pooledInterval, shareInterval } from '../stats/index.ts';
import { captionsOfModel, type Db, factOf, imagesAsked, predictionsOf, saveFact } from '../store/index.ts';
import { narrations, recaptionsOfLastRound } from './clauses.ts';
import { lastRound } from './last-round.ts';
import { objectLexicon } from './object-lexicon.ts';

const fact = 'kept-clauses';
const mostExamples = 3;

/** As the last report found it. */
export const keptClauses = (db: Db): KeptClauses[] | null => factOf<KeptClauses[]>(db, fact);

/** What everybody said about one image. Null: was not asked. */
interface Image {
  readonly id: number | null;
  readonly own: readonly { readonly prompt: string; readonly clauses: readonly Clause[] }[];
  readonly before: readonly Clause[];
  readonly final: Told | null;
  readonly finalAsked: Told | null;
}

interface Told {
  readonly text: string;
  readonly clauses: readonly Clause[];
}

/** One entry a specialist that has written; stored for the window. */
export function measureKeptClauses(db: Db, plan: Plan): KeptClauses[] {
  const lexicon = objectLexicon(db);
  const found = plan.specialists.flatMap(({ name }) => keptOf(db, plan, name, lexicon) ?? []);
  saveFact(db, fact, found);
  return found;
}

function keptOf(db: Db, plan: Plan, specialist: string, lexicon: Lexicon): KeptClauses | null {
  const options = { seed: 1, resamples: plan.stop.resamples };
  const all = plan.seeds.map((seed) =>
    narrations(db, plan, specialist, seed).map(({ text }) => clausesOf(text)),
  );
  const captions = all.reduce((sum, one) => sum + one.length, 0);
  if (captions === 0) return null;
  const sampled = plan.seeds.map((seed) => pretrainingImages(db, plan, specialist, seed));
  const on = sampled.every(({ length }) => length > 0) ? 'pretraining' : 'benchmark';
  const compared =
    on === 'pretraining' ? sampled : plan.seeds.map((seed) => benchmarkImages(db, plan, specialist, seed));
  const alike = compared.every(({ length }) => length > 0 && length === compared[0]?.length);
  const images = alike ? compared : [];
  const kinds = clauseKinds.map((kind): KeptOfKind => {
    const perCaption = all.map((seed) => Float64Array.from(seed, (clauses) => ofKind(clauses, kind).length));
    const said = (by: (image: Image) => readonly Clause[] | null) =>
      sharesOf(images, kind, by, lexicon, options);
    return {
      kind,
      clauses: perCaption.reduce((sum, one) => sum + one.reduce((total, count) => total + count, 0), 0),
      perHundred: times(meanOf(perCaption, options), 100),
      before: said(({ before }) => before),
      final: said((image) => image.final?.clauses ?? null),
      finalAsked: said((image) => image.finalAsked?.clauses ?? null),
    };
  });
  return {
    specialist,
    captions,
    on: images.length > 0 ? on : null,
    images: images[0]?.length ?? 0,
    kinds,
    examples: examplesOf(images[0] ?? [], lexicon),
  };
}

const ofKind = (clauses: readonly Clause[], kind: ClauseKind): Clause[] =>
  clauses.filter((one) => one.kind === kind);

type Options = Parameters<typeof pooledInterval>[1];

/** Seeds that have captions of different images each count by themselves; their interval is that of all captions together. */
const meanOf = (perSeed: readonly Float64Array[], options: Options): Interval =>
  perSeed.every(({ length }) => length === perSeed[0]?.length)
    ? pooledInterval(perSeed, options)
    : pooledInterval([Float64Array.from(perSeed.flatMap((one) => [...one]))], options);

const times = ({ value, low, high, n }: Interval, factor: number): Interval => ({
  value: value * factor,
  low: low * factor,
  high: high * factor,
  n,
});

/** Images are the clusters, as the clauses of a caption hang together. Null where one image lacks the other's words. */
function sharesOf(
  perSeed: readonly (readonly Image[])[],
  kind: ClauseKind,
  by: (image: Image) => readonly Clause[] | null,
  lexicon: Lexicon,
  options: Options,
): Interval | null {
  const counted = perSeed.map((images): Counted | null => {
    if (images.some((image) => by(image) === null)) return null;
    const own = images.map((image) => image.own.flatMap(({ clauses }) => ofKind(clauses, kind)));
    return {
      all: own.map(({ length }) => length),
      holding: own.map(
        (clauses, at) =>
          clauses.filter((clause) => isKept(clause, by(images[at] as Image) ?? [], lexicon)).length,
      ),
    };
  });
  const whole = counted.filter((one) => one !== null);
  return whole.length === 0 || whole.length < counted.length ? null : shareInterval(whole, options);
}

/** Those that the final generalist was asked about, by image. */
function pretrainingImages(db: Db, plan: Plan, specialist: string, seed: number): Image[] {
  const own = Map.groupBy(narrations(db, plan, specialist, seed), ({ imageId }) => imageId);
  const before = Map.groupBy(recaptionsOfLastRound(db, plan, seed), ({ imageId }) => imageId);
  const long = new Set(promptTexts(plan.longPrompts));
  const told = Map.groupBy(captionsOfModel(db, final, seed), ({ imageId }) => imageId);
  return [...told].flatMap(([id, captions]): Image[] => {
    const narrated = own.get(id);
    if (!narrated) return [];
    const prompts = new Set(narrated.map(({ prompt }) => prompt));
    return [
      {
        id,
        own: narrated.map(({ prompt, text }) => ({ prompt, clauses: clausesOf(text) })),
        before: (before.get(id) ?? []).flatMap(({ text }) => clausesOf(text)),
        final: toldBy(captions.filter(({ prompt }) => long.has(prompt))),
        finalAsked: toldBy(captions.filter(({ prompt }) => prompts.has(prompt))),
      },
    ];
  });
}

function benchmarkImages(db: Db, plan: Plan, specialist: string, seed: number): Image[] {
  const answers = (model: string) =>
    new Map(predictionsOf(db, model, seed, 'caption').map(({ item, text }) => [item, text]));
  const before = answers(generalist(lastRound({ plan, db }, seed)));
  const told = answers(final);
  const ids = imagesAsked(db, 'caption');
  return [...answers(specialist)].flatMap(([item, text]): Image[] => {
    const said = told.get(item);
    if (said === undefined) return [];
    return [
      {
        id: ids.get(item) ?? null,
        own: [{ prompt: '', clauses: clausesOf(text) }],
        before: clausesOf(before.get(item) ?? ''),
        final: toldBy([{ text: said }]),
        finalAsked: null,
      },
    ];
  });
}

const toldBy = (captions: readonly { readonly text: string }[]): Told | null =>
  captions.length === 0
    ? null
    : {
        text: captions.map(({ text }) => text).join(' · '),
        clauses: captions.flatMap(({ text }) => clausesOf(text)),
      };

/** Of the kind that the specialist writes most beyond plain ones: kept and lost ones in turn, each of another image. */
function examplesOf(images: readonly Image[], lexicon: Lexicon): KeptExample[] {
  const all = images.flatMap((image) =>
    image.own.flatMap(({ prompt, clauses }) => clauses.map((clause) => ({ image, prompt, clause }))),
  );
  const special = all.filter(({ clause }) => clause.kind !== 'plain');
  const judged = (special.length > 0 ? special : all).map(({ image, prompt, clause }): KeptExample => {
    const said = [...(image.final?.clauses ?? []), ...(image.finalAsked?.clauses ?? [])];
    return {
      image: image.id,
      kind: clause.kind,
      clause: clause.text,
      prompt,
      final: image.final?.text ?? null,
      finalAsked: image.finalAsked?.text ?? null,
      kept: isKept(clause, said, lexicon),
    };
  });
  const [kept, lost] = [true, false].map((wanted) => judged.filter((one) => one.kept === wanted)) as [
    KeptExample[],
    KeptExample[],
  ];
  const chosen: KeptExample[] = [];
  for (const from of [kept, lost, kept, lost, kept, lost]) {
    const used = new Set(chosen.map(({ image }) => image));
    const next = from.find((one) => !used.has(one.image));
    if (next && chosen.length < mostExamples) chosen.push(next);
  }
  return chosen;
}
