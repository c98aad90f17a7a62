/** The stop rule after a round: this round against the one before, on identical items, and signs of decay in its captions. */
import type { Comparison, Verdict } from '../../../shared/models.ts';
import { generalist } from '../plan/expand.ts';
import { lexiconOf, objectHallucination, repetition } from '../quality/index.ts';
import { shortTitle } from '../scorers/index.ts';
import { pairedComparison, stopRule } from '../stats/index.ts';
import { type Db, predictionsOf, saveVerdict, truthsOfSet } from '../store/index.ts';
import { compare } from './compare.ts';
import { done, type RunStep, skip, subject } from './step-context.ts';

export const decide: RunStep = async ({ plan, db, step }) => {
  const { seed, model } = subject(step);
  const round = step.round as number;
  const before = generalist(round - 1);
  const comparisons = compare(db, plan, [seed], model, before).filter((one) => one.seed === seed);
  if (comparisons.length === 0) return skip('There is no benchmark to judge this round on.');
  const { alpha, resamples } = plan.stop;
  const { decision, reason } = stopRule({
    round,
    comparisons: comparisons.map((one: Comparison) => ({ ...one, title: shortTitle(one.benchmark) })),
    degeneration: degeneration(db, seed, model, before, resamples),
    alpha,
  });
  const verdict: Verdict = { seed, round, decision, reason, comparisons };
  saveVerdict(db, verdict);
  return done(`${decision}: ${reason}`);
};

/** Per caption of the caption benchmark: the share of named objects that are not there, and repetition. Empty without that benchmark. */
function degeneration(db: Db, seed: number, model: string, before: string, resamples: number) {
  const [now, then] = [model, before].map((one) => predictionsOf(db, one, seed, 'caption'));
  if (!now?.length || now.length !== then?.length) return [];
  const measure = (of: (text: string, item: string) => number, name: string) => ({
    measure: name,
    ...pairedComparison(
      Float64Array.from(now, ({ text, item }) => of(text, item)),
      Float64Array.from(then, ({ text, item }) => of(text, item)),
      { seed: 1, resamples },
    ),
  });
  const measures = [measure((text) => repetition(text), 'repetition')];
  const present = new Map(
    truthsOfSet(db, 'bench').map(({ name, truth }) => [name, new Set(truth.objects.map(({ kind }) => kind))]),
  );
  const lexicon = lexiconOf([...new Set([...present.values()].flatMap((kinds) => [...kinds]))]);
  const of = (item: string) => present.get(item) ?? present.get(`${item.padStart(6, '0')}.jpg`);
  if (now.every(({ item }) => of(item))) {
    measures.push(
      measure(
        (text, item) => objectHallucination(text, of(item) as Set<string>, lexicon),
        'object hallucination',
      ),
    );
  }
  return measures;
}
