/** What the captions of an experiment claim, and how much of it is true: gathered from the store, judged by quality/. */
import type { Plan } from '../../../shared/plan.ts';
import type { Places } from '../places.ts';
import { final, modelsOf } from '../plan/arms.ts';
import { generalist } from '../plan/graph.ts';
import {
  type ClauseKind,
  clauseKinds,
  clausesOf,
  type ImageTruth,
  type Lexicon,
  truthOfClause,
  wordCount,
} from '../quality/index.ts';
import type { ClauseFigures, ClauseRow } from '../report/input.ts';
import { BenchmarkError, benchmarkNamed } from '../scorers/index.ts';
import { type Counted, pooledInterval, shareInterval } from '../stats/index.ts';
import {
  captionsOfModel,
  type Db,
  imagesOfSet,
  predictionsOf,
  type StoredCaption,
  truthsOfSet,
} from '../store/index.ts';
import { benchFolder } from './import.ts';
import { lastRound } from './last-round.ts';
import { objectLexicon } from './object-lexicon.ts';
import { pretrainingImages } from './pretraining-text.ts';
import { hasSlots } from './samples/prompts.ts';

/** What was written about one image. */
interface Described {
  readonly texts: readonly string[];
  readonly truth: ImageTruth | null;
}

/** By image, for one seed: how many clauses of a kind there are, how many truth decides, how many hold. */
type Counts = Record<ClauseKind, { all: number[]; decided: number[]; holding: number[] }>;

/** An answer of fewer words ("open", "no sign") is none that could be cut into clauses. */
const fewestWords = 3;

/** Of rounds, specialists and the final generalist; over all seeds where there are several. */
export async function clauseRows(db: Db, plan: Plan, places: Places): Promise<ClauseRow[]> {
  const lexicon = objectLexicon(db);
  const specialists = plan.specialists.map(({ name }) => name);
  const models = modelsOf(plan).filter(
    (model) => /^v\d+$/.test(model) || specialists.includes(model) || model === final,
  );
  const benchmark = plan.benchmarks.includes('caption') ? await benchmarkTruth(db, plan, places) : null;
  const pretraining = truthsOf(db, 'pretrain');
  return [
    ...models.flatMap((model) =>
      rowOf(plan, lexicon, model, 'benchmark', (seed) =>
        benchmark ? predictedCaptions(db, model, seed, benchmark) : [],
      ),
    ),
    ...specialists.flatMap((model) =>
      rowOf(plan, lexicon, model, 'pretraining', (seed) =>
        describedImages(db, narrations(db, plan, model, seed), pretraining),
      ),
    ),
    ...(specialists.length > 0
      ? rowOf(plan, lexicon, final, 'combined', (seed) =>
          describedImages(
            db,
            [
              ...recaptionsOfLastRound(db, plan, seed),
              ...specialists.flatMap((model) => narrations(db, plan, model, seed)),
            ],
            pretraining,
          ),
        )
      : []),
  ];
}

function rowOf(
  plan: Plan,
  lexicon: Lexicon,
  model: string,
  texts: ClauseRow['texts'],
  described: (seed: number) => Described[],
): ClauseRow[] {
  const perSeed = plan.seeds.map(described);
  const images = perSeed[0]?.length ?? 0;
  const captions = perSeed.flat().reduce((sum, one) => sum + one.texts.length, 0);
  if (captions === 0 || perSeed.some(({ length }) => length !== images)) return [];
  const counts = perSeed.map((seed) => countsOf(seed, lexicon));
  const options = { seed: 1, resamples: plan.stop.resamples };
  const figures = (kind: ClauseKind): ClauseFigures => {
    const all = counts.map((one) => Float64Array.from(one[kind].all));
    const judged = counts.map((one): Counted => ({ holding: one[kind].holding, all: one[kind].decided }));
    return {
      clauses: all.reduce((sum, own) => sum + own.reduce((total, count) => total + count, 0), 0),
      perImage: pooledInterval(all, options),
      holding: shareInterval(judged, options),
    };
  };
  const kinds = Object.fromEntries(clauseKinds.map((kind) => [kind, figures(kind)]));
  return [{ model, texts, images, captions, kinds: kinds as ClauseRow['kinds'] }];
}

function countsOf(described: readonly Described[], lexicon: Lexicon): Counts {
  const zeros = () => new Array<number>(described.length).fill(0);
  const counts = Object.fromEntries(
    clauseKinds.map((kind) => [kind, { all: zeros(), decided: zeros(), holding: zeros() }]),
  ) as Counts;
  const add = (list: number[], at: number) => {
    list[at] = (list[at] ?? 0) + 1;
  };
  for (const [at, { texts, truth }] of described.entries()) {
    for (const clause of texts.flatMap(clausesOf)) {
      const own = counts[clause.kind];
      add(own.all, at);
      const holds = truth ? truthOfClause(clause, truth, lexicon) : null;
      if (holds !== null) add(own.decided, at);
      if (holds) add(own.holding, at);
    }
  }
  return counts;
}

/** Captions of the caption benchmark, in the order of its items. */
function predictedCaptions(
  db: Db,
  model: string,
  seed: number,
  truths: ReadonlyMap<string, ImageTruth>,
): Described[] {
  return predictionsOf(db, model, seed, 'caption').map(({ item, text }) => ({
    texts: [text],
    truth: truths.get(item) ?? null,
  }));
}

/** What a specialist wrote about the pretraining images to prompts that ask for more than one thing. */
export function narrations(db: Db, { specialists }: Plan, model: string, seed: number): StoredCaption[] {
  const prompts = specialists.find(({ name }) => name === model)?.prompts.filter((one) => !hasSlots(one));
  return captionsOfModel(db, model, seed).filter(
    ({ prompt, text }) => prompts?.includes(prompt) && wordCount(text) >= fewestWords,
  );
}

export function recaptionsOfLastRound(db: Db, plan: Plan, seed: number): StoredCaption[] {
  const round = lastRound({ plan, db }, seed);
  return round > 0 ? captionsOfModel(db, generalist(round - 1), seed) : [];
}

/** Image by image, in the same order for every seed. */
function describedImages(
  db: Db,
  captions: readonly StoredCaption[],
  truths: ReadonlyMap<string, ImageTruth>,
): Described[] {
  const byImage = Map.groupBy(captions, ({ imageId }) => imageId);
  return pretrainingImages(db).map(({ id, name }) => ({
    texts: (byImage.get(id) ?? []).map(({ text }) => text),
    truth: truths.get(name) ?? null,
  }));
}

function truthsOf(db: Db, set: string): Map<string, ImageTruth> {
  const scenes = new Map(truthsOfSet(db, set).map(({ name, truth }) => [name, truth]));
  const grounds = new Set([...scenes.values()].flatMap(({ background }) => background ?? []));
  return new Map(
    imagesOfSet(db, set).flatMap(({ name, width, height }): [string, ImageTruth][] => {
      const scene = scenes.get(name);
      return scene ? [[name, { scene, width, height, grounds }]] : [];
    }),
  );
}

/** By item of the caption benchmark. Without its files nothing is known of the items, and their clauses are counted all the same. */
async function benchmarkTruth(db: Db, plan: Plan, places: Places): Promise<Map<string, ImageTruth>> {
  const truths = truthsOf(db, 'bench');
  try {
    const items = (await benchmarkNamed('caption').read(benchFolder(plan, places))) ?? [];
    return new Map(
      items.flatMap(({ id, image }): [string, ImageTruth][] => {
        const truth = truths.get(image);
        return truth ? [[id, truth]] : [];
      }),
    );
  } catch (error) {
    if (!(error instanceof BenchmarkError)) throw error;
    return new Map();
  }
}
