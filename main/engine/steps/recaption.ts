/** A model writes about the pretraining images. Every batch is stored before the next is counted; resume asks only what is missing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generalist } from '../plan/graph.ts';
import { type Lexicon, objectsNamed } from '../quality/index.ts';
import { captionsOfModel, insertCaptions, type StoredImage, saveCaptionStatistics } from '../store/index.ts';
import { ask } from './ask.ts';
import { askExported, exportModel } from './ask-exported.ts';
import { specialistLexicon, statisticsOfModel, statisticsOfOriginals } from './caption-quality.ts';
import { lastRound } from './last-round.ts';
import { pretrainingImages } from './pretraining-text.ts';
import { type Ask, chosenImages, hasSlots, longAsks, openAsks, slottedAsks } from './samples/prompts.ts';
import { done, type RunStep, type StepContext, skip, subject } from './step-context.ts';

export const recaption: RunStep = async (context) => {
  const { plan, places, db, step, progress } = context;
  const { seed, model } = subject(step);
  const checkpoint = places.checkpoint(seed, model);
  const hash = checkpointName(checkpoint);
  if (hash === null) return skip(`${model} was not trained.`);
  const origin = {
    origin: step.round === null ? 'specialist' : 'recaption',
    round: step.round,
    model,
    modelSeed: seed,
    checkpoint: hash,
    decoding: plan.decoding,
    seed,
  } as const;
  const note =
    plan.captioner.kind === 'onnx' ? await exportModel(context, seed, model, plan.captioner) : null;
  const put = note === null ? ask : askExported;
  let asked = 0;
  let written = 0;
  for (const [number, pass] of passesOf(context, seed, model).entries()) {
    const asks = pass();
    const known = new Set(
      captionsOfModel(db, model, seed).map(({ imageId, prompt }) => `${imageId} ${prompt}`),
    );
    const open = asks.filter(({ imageId, prompt }) => !known.has(`${imageId} ${prompt}`));
    asked += asks.length;
    written += asks.length - open.length;
    progress(written, asked);
    const options = { checkpoint, decoding: plan.decoding, seed, name: `prompts-${number + 1}` };
    await put(context, open, options, (answers) => {
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
      progress(written, asked);
    });
  }
  if (step.round === 1) saveCaptionStatistics(db, seed, statisticsOfOriginals(db, seed));
  const statistics = statisticsOfModel(db, model, seed, plan.longPrompts);
  if (statistics) saveCaptionStatistics(db, seed, statistics);
  return done(note);
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

/** What is asked, one pass after the other: a later pass may ask about what an earlier one has answered. */
function passesOf(context: StepContext, seed: number, model: string): (() => Ask[])[] {
  const { plan, db, step } = context;
  const { round } = step;
  const images = pretrainingImages(db);
  if (round !== null) {
    const chosen = chosenImages(images, plan.recaptionShare, seed, round);
    const among = images.filter(({ id }) => chosen.has(id));
    return [() => longAsks(among, plan.longPrompts, seed, round)];
  }
  const specialist = plan.specialists.find(({ name }) => name === model);
  if (!specialist) throw new Error(`${model} is no specialist of this plan.`);
  const open = specialist.prompts.filter((prompt) => !hasSlots(prompt));
  const slotted = specialist.prompts.filter(hasSlots);
  return [
    () => images.flatMap((image) => openAsks(image, open)),
    () => asksAboutNamed(context, images, slotted, { seed, model, open }),
  ];
}

/**
 * The prompts with slots, filled with what the specialist's own answers name: it has looked at the same picture with better eyes than the
 * generalist, and a question about a thing that is not there teaches nothing. A specialist that describes nothing is asked about what the
 * last generalist names.
 */
function asksAboutNamed(
  { plan, db, skipped }: StepContext,
  images: readonly StoredImage[],
  prompts: readonly string[],
  { seed, model, open }: { seed: number; model: string; open: readonly string[] },
): Ask[] {
  if (prompts.length === 0) return [];
  const describes = open.length > 0;
  const by = describes ? model : generalist(Math.max(0, lastRound({ plan, db }, seed) - 1));
  // Only the first pass's answers, so that a resumed second pass finds the names it began with.
  const captions = captionsOfModel(db, by, seed).filter(({ prompt }) => !describes || open.includes(prompt));
  const named = objectsNamedIn(captions, specialistLexicon(db));
  let unfilled = 0;
  const asks = images.flatMap((image) => {
    const made = slottedAsks(image, prompts, [...(named.get(image.id) ?? [])], seed);
    unfilled += made.unfilled;
    return made.asks;
  });
  if (unfilled > 0) {
    const what = `prompts of ${model} without things to ask about (seed ${seed})`;
    skipped([{ what, count: unfilled, why: `the answers of ${by} name too few known things` }]);
  }
  return asks;
}

/** The known things that texts name, by image. */
function objectsNamedIn(
  captions: readonly { imageId: number; text: string }[],
  lexicon: Lexicon | null,
): Map<number, Set<string>> {
  const named = new Map<number, Set<string>>();
  if (!lexicon) return named;
  for (const { imageId, text } of captions) {
    const own = named.get(imageId) ?? new Set();
    for (const name of objectsNamed(text, lexicon)) own.add(name);
    named.set(imageId, own);
  }
  return named;
}
