/** A model writes about the pretraining images. Every batch is stored before the next is counted; resume asks only what is missing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../../shared/models.ts';
import { generalist } from '../plan/expand.ts';
import { type Lexicon, objectsNamed } from '../quality/index.ts';
import { captionsOfModel, type Db, insertCaptions, saveCaptionStatistics } from '../store/index.ts';
import { ask } from './ask.ts';
import { specialistLexicon, statisticsOfModel, statisticsOfOriginals } from './caption-quality.ts';
import { pretrainingImages } from './pretraining-text.ts';
import { type Ask, chosenImages, longAsks, specialistAsks } from './samples/prompts.ts';
import { done, type RunStep, type StepContext, skip, subject } from './step-context.ts';

export const recaption: RunStep = async (context) => {
  const { plan, places, db, step, progress } = context;
  const { seed, model } = subject(step);
  const checkpoint = places.checkpoint(seed, model);
  const hash = checkpointName(checkpoint);
  if (hash === null) return skip(`${model} was not trained.`);
  const asks = asksOf(context, seed, model);
  const known = new Set(
    captionsOfModel(db, model, seed).map(({ imageId, prompt }) => `${imageId} ${prompt}`),
  );
  const open = asks.filter(({ imageId, prompt }) => !known.has(`${imageId} ${prompt}`));
  let written = asks.length - open.length;
  progress(written, asks.length);
  const origin = {
    origin: step.round === null ? 'specialist' : 'recaption',
    round: step.round,
    model,
    modelSeed: seed,
    checkpoint: hash,
    decoding: plan.decoding,
    seed,
  } as const;
  await ask(context, open, { checkpoint, decoding: plan.decoding, seed, name: 'prompts' }, (answers) => {
    insertCaptions(
      db,
      origin,
      answers.map(({ id, text, tokens, log_probability, min_log_probability, truncated }) => ({
        imageId: (open[id] as Ask).imageId,
        prompt: (open[id] as Ask).prompt,
        text,
        tokens,
        logProbability: log_probability,
        minLogProbability: min_log_probability,
        truncated,
      })),
    );
    written += answers.length;
    progress(written, asks.length);
  });
  if (step.round === 1) saveCaptionStatistics(db, seed, statisticsOfOriginals(db, seed));
  const statistics = statisticsOfModel(db, model, seed, plan.longPrompts);
  if (statistics) saveCaptionStatistics(db, seed, statistics);
  return done();
};

/** Path and content of a checkpoint in one word, so that a caption can be traced; null when it is not whole. */
function checkpointName(checkpoint: string): string | null {
  try {
    readFileSync(join(checkpoint, 'COMPLETE'));
    return checkpoint;
  } catch {
    return null;
  }
}

function asksOf(context: StepContext, seed: number, model: string): Ask[] {
  const { plan, db, step } = context;
  const images = pretrainingImages(db);
  if (step.round !== null) {
    const chosen = chosenImages(images, plan.recaptionShare, seed, step.round);
    return longAsks(
      images.filter(({ id }) => chosen.has(id)),
      plan.longPrompts,
      seed,
      step.round,
    );
  }
  const specialist = plan.specialists.find(({ name }) => name === model);
  if (!specialist) throw new Error(`${model} is no specialist of this plan.`);
  const named = objectsNamedByGeneralist(db, plan, seed);
  let unfilled = 0;
  const asks = images.flatMap((image) => {
    const made = specialistAsks(image, specialist.prompts, named.get(image.id) ?? [], seed);
    unfilled += made.unfilled;
    return made.asks;
  });
  if (unfilled > 0) {
    const what = `prompts of ${model} without things to ask about (seed ${seed})`;
    context.skipped([{ what, count: unfilled, why: 'the generalist’s caption names too few known things' }]);
  }
  return asks;
}

/** What the last recaptions say is in each image, by the names that the specialists' data knows. */
function objectsNamedByGeneralist(db: Db, plan: Plan, seed: number): Map<number, string[]> {
  const lexicon: Lexicon | null = specialistLexicon(db);
  const captions = captionsOfModel(db, generalist(Math.max(0, plan.rounds - 1)), seed);
  return new Map(
    captions.map(({ imageId, text }) => [imageId, lexicon ? [...objectsNamed(text, lexicon)] : []]),
  );
}
