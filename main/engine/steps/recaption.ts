/** A model writes about the pretraining images. Every batch is stored before the next is counted; resume asks only what is missing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Endpoint, OtherCaptioner } from '../../../shared/plan.ts';
import { variantNamed } from '../plan/arms.ts';
import { checkpointModelOf, isAnother, writerOf } from '../plan/captioner.ts';
import { generalist } from '../plan/graph.ts';
import { captionPrompts, weighted } from '../plan/prompts.ts';
import { type Lexicon, objectsNamed } from '../quality/index.ts';
import {
  captionsOfModel,
  failuresByReason,
  insertCaptions,
  insertFailures,
  priceOfCaptions,
  type Skip,
  type StoredImage,
  saveCaptionStatistics,
  saveCoverage,
} from '../store/index.ts';
import { specialistLexicon, statisticsOfModel, statisticsOfOriginals } from './caption-quality.ts';
import { coverageOfModel, lostInWords } from './coverage.ts';
import { galleryColumns } from './gallery-columns.ts';
import { lastRound } from './last-round.ts';
import { measureCaptions } from './measure-captions.ts';
import { pretrainingImages } from './pretraining-text.ts';
import { recaptionerFor } from './recaptioner.ts';
import { type Ask, chosenImages, hasSlots, longAsks, openAsks, slottedAsks } from './samples/prompts.ts';
import { done, type RunStep, type StepContext, skip, subject } from './step-context.ts';
import { refreshObjectTruth } from './take-object-truth.ts';

export const recaption: RunStep = async (context) => {
  const { plan, places, db, step, progress } = context;
  const { seed, model } = subject(step);
  const writer = writerOf(plan, model);
  const by = checkpointModelOf(plan, model);
  const checkpoint = places.checkpoint(seed, by);
  const writesItself = !isAnother(writer);
  if (writesItself && !existsSync(join(checkpoint, 'COMPLETE'))) return skip(`${by} was not trained.`);
  const specialist = plan.specialists.some(({ name }) => name === model);
  const origin = {
    origin: specialist ? 'specialist' : 'recaption',
    round: specialist ? null : (step.round ?? 1),
    model,
    modelSeed: seed,
    checkpoint: writesItself ? checkpoint : originOf(writer),
    decoding: plan.decoding,
    seed,
  } as const;
  const put = recaptionerFor(writer, places.exported(seed, by));
  const unasked: Skip[] = [];
  let asked = 0;
  let over = 0;
  const images = new Set<number>();
  let tokens = 0;
  for (const [number, pass] of passesOf(context, seed, model, unasked).entries()) {
    const asks = pass();
    const known = new Set(
      captionsOfModel(db, model, seed).map(({ imageId, prompt }) => `${imageId} ${prompt}`),
    );
    const open = asks.filter(({ imageId, prompt }) => !known.has(`${imageId} ${prompt}`));
    asked += asks.length;
    over += asks.length - open.length;
    progress(over, asked);
    const options = { checkpoint, decoding: plan.decoding, seed, name: `prompts-${number + 1}` };
    await put(context, open, options, {
      onAnswers(answers) {
        insertCaptions(
          db,
          origin,
          answers.map(({ id, ...answer }) => ({ ...asking(id), ...answer })),
        );
        over += answers.length;
        for (const answer of answers) {
          images.add(asking(answer.id).imageId);
          tokens += answer.tokens ?? 0;
        }
        progress(over, asked, writer.kind === 'endpoint' ? { images: images.size, tokens } : undefined);
      },
      onRefused(ids, reason) {
        insertFailures(
          db,
          origin,
          ids.map((id) => ({ ...asking(id), reason })),
        );
        over += ids.length;
        progress(over, asked);
      },
    });

    function asking(id: number): { imageId: number; prompt: string } {
      const { imageId, prompt } = open[id] as Ask;
      return { imageId, prompt };
    }
  }
  await refreshObjectTruth(context);
  if (step.round === 1) saveCaptionStatistics(db, seed, statisticsOfOriginals(db, seed));
  const statistics = statisticsOfModel(db, model, seed, captionPrompts(plan));
  if (statistics) saveCaptionStatistics(db, seed, statistics);
  if (step.round === 1) await measureCaptions(context, seed, 'original');
  await measureCaptions(context, seed, model);
  await galleryColumns(context, { source: model, seed });
  const failed = failuresByReason(db, model, seed).map(
    ({ reason, count }): Skip => ({
      what: `captions by ${model} (seed ${seed}): ${reason}`,
      count,
      why: reason,
    }),
  );
  context.skipped([...unasked, ...failed]);
  const coverage = coverageOfModel(context, asked);
  saveCoverage(db, coverage);
  return done(writer.kind === 'endpoint' ? bill(context, writer, seed, model) : lostInWords(coverage));
};

/** A captioner that is no checkpoint of ours. */
const originOf = (writer: OtherCaptioner): string =>
  writer.kind === 'endpoint' ? `endpoint:${writer.url}#${writer.model}` : `${writer.kind}:${writer.path}`;

/** What a server has written and taken for it, in a sentence. */
function bill({ db }: StepContext, { url, model: name }: Endpoint, seed: number, model: string): string {
  const { captions, tokens, usd } = priceOfCaptions(db, model, seed);
  const price = captions > 0 ? `, ${usd.toFixed(usd < 1 ? 4 : 2)} USD` : '';
  return `Written by ${name} at ${url}: ${tokens.toLocaleString('en-US')} tokens${price}.`;
}

/** What is asked, one pass after the other: a later pass may ask about what an earlier one has answered. */
function passesOf(context: StepContext, seed: number, model: string, unasked: Skip[]): (() => Ask[])[] {
  const { plan, db, step } = context;
  const images = pretrainingImages(db);
  const specialist = plan.specialists.find(({ name }) => name === model);
  if (!specialist) {
    // A variant and another captioner write about the images of round 1.
    const round = step.round ?? 1;
    const chosen = chosenImages(images, plan.recaptionShare, seed, round);
    const among = images.filter(({ id }) => chosen.has(id));
    const prompts = variantNamed(plan, model)?.prompts ?? plan.longPrompts;
    return [() => longAsks(among, weighted(prompts), seed, round)];
  }
  const open = specialist.prompts.filter((prompt) => !hasSlots(prompt));
  const slotted = specialist.prompts.filter(hasSlots);
  return [
    () => images.flatMap((image) => openAsks(image, open)),
    () => asksAboutNamed(context, images, slotted, { seed, model, open }, unasked),
  ];
}

/**
 * The prompts with slots, filled with what the specialist's own answers name: it has looked at the same picture with better eyes than the
 * generalist, and a question about a thing that is not there teaches nothing. A specialist that describes nothing is asked about what the
 * last generalist names.
 */
function asksAboutNamed(
  { plan, db }: StepContext,
  images: readonly StoredImage[],
  prompts: readonly string[],
  { seed, model, open }: { seed: number; model: string; open: readonly string[] },
  unasked: Skip[],
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
    unasked.push({ what, count: unfilled, why: `the answers of ${by} name too few known things` });
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
