/** Prompts put to a model about a few images of a plan's data, through the steps that caption all of them, in a scratch experiment. */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Plan } from '../../../shared/plan.ts';
import type { PromptTry, TriedImage, TriedModel, TryPhase } from '../../../shared/prompt-try.ts';
import { EngineFailure } from '../failure.ts';
import { weighted } from '../plan/prompts.ts';
import type { Answer } from '../steps/ask.ts';
import { encodeImages } from '../steps/features.ts';
import { importImages } from '../steps/import.ts';
import { pretrainingImages } from '../steps/pretraining-text.ts';
import { recaptionerFor } from '../steps/recaptioner.ts';
import { rejection } from '../steps/samples/keep.ts';
import { type Ask, longAsks } from '../steps/samples/prompts.ts';
import { type StepContext, subject } from '../steps/step-context.ts';
import { quarantinePage, type StoredImage } from '../store/index.ts';
import { type TriedPicture, takePictures } from './pictures.ts';
import { withScratch } from './scratch.ts';
import { makeReady, modelSeenWith, readsFeatures } from './writer.ts';

export interface TryOptions {
  readonly plan: Plan;
  readonly model: TriedModel;
  /** This one alone; undefined: the plan's, drawn for each image. */
  readonly prompt: string | undefined;
  readonly skip: number;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly progress: (phase: TryPhase, done: number, total: number) => void;
}

/** Throws Cancelled, or an EngineFailure where the data or the model cannot be used; single images fail by themselves. */
export async function tryPrompts({
  plan,
  model,
  prompt,
  skip,
  signal,
  log,
  progress,
}: TryOptions): Promise<PromptTry> {
  const began = performance.now();
  return await withScratch({ plan, signal, log }, async (scratch, folder) => {
    const data = join(folder, 'pictures');
    progress('pictures', 0, 1);
    const { pictures, next } = await takePictures(plan, { folder: data, skip, signal });
    const context = { ...scratch, plan: { ...triedPlan(plan, data), model: modelSeenWith(model, plan) } };
    const broken = await imported(context, pictures);
    progress('model', 0, 1);
    const images = pretrainingImages(context.db);
    if (images.length > 0 && readsFeatures(model, plan)) await encodeImages(context);
    const { writer, by, note } = await makeReady(context, model);
    const { seed, model: name } = subject(context.step);
    const asks = longAsks(images, weighted(prompt === undefined ? plan.longPrompts : [prompt]), seed, 1);
    const captioning = performance.now();
    const answers = new Map<number, Answer | string>();
    const told = (): void => progress('captions', answers.size, asks.length);
    told();
    await recaptionerFor(writer, context.places.exported(seed, name))(
      context,
      asks,
      { checkpoint: context.places.checkpoint(seed, name), decoding: plan.decoding, seed, name: 'prompts-1' },
      {
        onAnswers: (some) => {
          for (const answer of some) answers.set(answer.id, answer);
          told();
        },
        onRefused: (ids, reason) => {
          for (const id of ids) answers.set(id, reason);
          told();
        },
      },
    );
    const ended = performance.now();
    return {
      by,
      note,
      decoding: plan.decoding,
      seconds: { opening: (captioning - began) / 1000, captioning: (ended - captioning) / 1000 },
      images: pictures.map((picture) => triedImage(picture, { plan, images, asks, answers, broken })),
      next,
    };
  });
}

/** As the plan, on these pictures alone. */
const triedPlan = (plan: Plan, data: string): Plan => ({
  ...plan,
  dataset: { kind: 'folder', path: data },
  benchmarks: [],
  specialists: [],
});

/** Reasons by file of those that cannot be decoded. */
async function imported(
  context: StepContext,
  pictures: readonly TriedPicture[],
): Promise<ReadonlyMap<string, string>> {
  const opened = pictures.filter(({ file }) => file !== null);
  if (opened.length === 0) return new Map();
  const reasons = (): Map<string, string> =>
    new Map(quarantinePage(context.db, 0, pictures.length).map(({ file, reason }) => [file, reason]));
  try {
    await importImages(context);
  } catch (error) {
    // Where none of them can be used the import refuses; here each is told by itself.
    if (!(error instanceof EngineFailure) || reasons().size < opened.length) throw error;
  }
  return reasons();
}

interface Tried {
  readonly plan: Plan;
  readonly images: readonly StoredImage[];
  readonly asks: readonly Ask[];
  readonly answers: ReadonlyMap<number, Answer | string>;
  readonly broken: ReadonlyMap<string, string>;
}

function triedImage(
  { name, file, thumbnail, original, error }: TriedPicture,
  { plan, images, asks, answers, broken }: Tried,
): TriedImage {
  const shown = { name, thumbnail, original };
  const image = images.find((one) => one.file === file);
  const at = asks.findIndex(({ imageId }) => imageId === image?.id);
  const ask = asks[at];
  if (!ask) {
    const why = error ?? broken.get(file ?? '') ?? 'The picture cannot be read.';
    return { ...shown, prompt: null, caption: null, error: why };
  }
  const answer = answers.get(at) ?? 'Nothing was answered.';
  if (typeof answer === 'string') return { ...shown, prompt: ask.prompt, caption: null, error: answer };
  const { text, tokens, logProbability, truncated, seconds } = answer;
  const rejected = text === '' ? 'nothing was written' : rejection(answer, plan.keep);
  const caption = { text, tokens, logProbability, truncated, seconds, rejected };
  return { ...shown, prompt: ask.prompt, caption, error: null };
}
