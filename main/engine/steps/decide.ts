/** The stop rule after a round: this round against the one before, on identical items, and signs of decay in its captions. */
import type { Comparison, Verdict } from '../../../shared/models.ts';
import { generalist } from '../plan/graph.ts';
import { objectHallucination, repetition, wordsOf } from '../quality/index.ts';
import { jaccard, wordHashes, wordPairs } from '../quality/word-hashes.ts';
import { benchmarkNamed, shortTitle } from '../scorers/index.ts';
import { ownCaptions } from '../scorers/own-captions.ts';
import { nameOf } from '../scorers/planned.ts';
import { type DegenerationEvidence, pairedComparison, stopRule } from '../stats/index.ts';
import { type Db, predictionsOf, saveVerdict, truthsOfSet } from '../store/index.ts';
import { randomFrom } from '../world/random.ts';
import { compare } from './compare.ts';
import { benchFolder } from './import.ts';
import { objectLexicon } from './object-lexicon.ts';
import { done, type RunStep, type StepContext, skip, subject } from './step-context.ts';

export const decide: RunStep = async (context) => {
  const { plan, db, step } = context;
  const { seed, model } = subject(step);
  const round = step.round as number;
  const before = generalist(round - 1);
  // Corrected over the chosen benchmarks alone: what does not decide makes no decision harder.
  const chosen = plan.stop.benchmarks;
  const deciding = chosen
    ? { ...plan, benchmarks: plan.benchmarks.filter((one) => chosen.includes(nameOf(one))) }
    : plan;
  const comparisons = compare(db, deciding, [seed], model, before).filter((one) => one.seed === seed);
  if (comparisons.length === 0) return skip('There is no benchmark to judge this round on.');
  const { alpha } = plan.stop;
  const { decision, reason } = stopRule({
    round,
    comparisons: comparisons.map((one: Comparison) => ({ ...one, title: shortTitle(one.benchmark) })),
    degeneration: await degeneration(context, seed, model, before),
    alpha,
  });
  const verdict: Verdict = { seed, round, decision, reason, comparisons, overruled: null };
  saveVerdict(db, verdict);
  return done(`${decision}: ${reason}`);
};

/**
 * On the captions of the caption benchmark, else of the user's own images: repetition within them, how alike those of different images are
 * (the loss of diversity), and the share of named objects that are not there, where truth is known. Empty without either.
 */
async function degeneration(
  { plan, places, db }: StepContext,
  seed: number,
  model: string,
  before: string,
): Promise<DegenerationEvidence[]> {
  const described = ['caption', ownCaptions.name].find(
    (name) => predictionsOf(db, model, seed, name).length > 0,
  );
  if (!described) return [];
  const [now, then] = [model, before].map((one) => predictionsOf(db, one, seed, described));
  if (!now?.length || now.length !== then?.length) return [];
  const options = { seed: 1, resamples: plan.stop.resamples };
  const measure = (name: string, of: (text: string, item: string) => number) => ({
    measure: name,
    ...pairedComparison(
      Float64Array.from(now, ({ text, item }) => of(text, item)),
      Float64Array.from(then, ({ text, item }) => of(text, item)),
      options,
    ),
  });
  const measures = [measure('repetition', (text) => repetition(text))];
  const [alikeNow, alikeThen] = [now, then].map((all) => likenessOfPairs(all.map(({ text }) => text)));
  if (alikeNow?.length && alikeThen) {
    const name = 'likeness of captions of different images';
    measures.push({ measure: name, ...pairedComparison(alikeNow, alikeThen, options) });
  }
  const present = await objectsOfItems(benchFolder(plan, places), db);
  const lexicon = objectLexicon(db, new Set([...present.values()].flatMap((kinds) => [...kinds])));
  if (now.every(({ item }) => present.has(item))) {
    measures.push(
      measure('object hallucination', (text, item) =>
        objectHallucination(text, present.get(item) as Set<string>, lexicon),
      ),
    );
  }
  return measures;
}

/**
 * How many word pairs two captions share (Jaccard, 0..1), for every two drawn together: the same images meet in each round, so that rounds
 * are compared on identical pairs, and no caption is in two of them.
 */
function likenessOfPairs(texts: readonly string[]): Float64Array {
  const drawn = randomFrom('likeness').shuffle(texts.map((text) => wordPairs(wordHashes(wordsOf(text)))));
  return Float64Array.from({ length: Math.floor(drawn.length / 2) }, (_, at) =>
    jaccard(drawn[2 * at] as Uint32Array, drawn[2 * at + 1] as Uint32Array),
  );
}

/** What is in the image of each item of the caption benchmark, where truth knows it. */
async function objectsOfItems(folder: string, db: Db): Promise<Map<string, Set<string>>> {
  const kinds = new Map(
    truthsOfSet(db, 'bench').map(({ name, truth }) => [name, new Set(truth.objects.map(({ kind }) => kind))]),
  );
  const items = (await benchmarkNamed('caption').read(folder)) ?? [];
  return new Map(
    items.flatMap(({ id, image }) => {
      const present = kinds.get(image);
      return present ? [[id, present] as const] : [];
    }),
  );
}
