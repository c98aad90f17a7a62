/**
 * The final generalist describes a sample of the pretraining images, as the rounds were asked and as each specialist was asked: what it has
 * kept of the specialists can be seen on no other images, as only these were described by both. Nothing is trained on it.
 */
import type { Plan } from '../../../shared/plan.ts';
import { final } from '../plan/arms.ts';
import { weighted } from '../plan/prompts.ts';
import { captionsOfModel, type Db, insertCaptions } from '../store/index.ts';
import { answerOf, ask } from './ask.ts';
import { pretrainingImages } from './pretraining-text.ts';
import { type Ask, longAsks, openAsks } from './samples/prompts.ts';
import { mostSampled, openPrompts } from './samples/sample-size.ts';
import type { StepContext } from './step-context.ts';

/** Evenly over the pretraining images: one long prompt each, and every specialist's prompts that name nothing. */
export function sampleAsks(db: Db, plan: Plan, seed: number): Ask[] {
  const images = pretrainingImages(db);
  const step = Math.max(1, images.length / mostSampled);
  const chosen = Array.from(
    { length: Math.min(mostSampled, images.length) },
    (_, at) => images[Math.floor(at * step)],
  ).filter((image) => image !== undefined);
  const open = openPrompts(plan);
  const asks = [
    ...longAsks(chosen, weighted(plan.longPrompts), seed, plan.rounds),
    ...chosen.flatMap((image) => openAsks(image, open)),
  ];
  // A specialist may be asked one of the long prompts: it is put once.
  return [...new Map(asks.map((one) => [`${one.imageId} ${one.prompt}`, one])).values()];
}

/** What has an answer already is not asked again. `onAnswers` hears of each batch once it is stored. */
export async function describeSample(
  context: StepContext,
  seed: number,
  checkpoint: string,
  onAnswers: (count: number) => void,
): Promise<void> {
  const { db, plan } = context;
  const known = new Set(
    captionsOfModel(db, final, seed).map(({ imageId, prompt }) => `${imageId} ${prompt}`),
  );
  const open = sampleAsks(db, plan, seed).filter(({ imageId, prompt }) => !known.has(`${imageId} ${prompt}`));
  const origin = {
    origin: 'recaption',
    round: null,
    model: final,
    modelSeed: seed,
    checkpoint,
    decoding: plan.decoding,
    seed,
  } as const;
  const options = { checkpoint, decoding: plan.decoding, seed, name: 'sample' };
  await ask(context, open, options, (rows) => {
    insertCaptions(
      db,
      origin,
      rows.map(answerOf).map(({ id, ...answer }) => {
        const { imageId, prompt } = open[id] as Ask;
        return { imageId, prompt, ...answer };
      }),
    );
    onAnswers(rows.length);
  });
}
