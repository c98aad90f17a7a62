/** The pretraining mixtures of a round, of the final model and of the shuffled control: gathered from the store, computed by pure functions. */
import { generalist } from '../plan/graph.ts';
import {
  captionsOfModel,
  conversationsOf,
  type Db,
  imagesOfSet,
  type StoredImage,
  setsOf,
} from '../store/index.ts';
import { lastRound } from './last-round.ts';
import {
  type Conversation,
  type Mixture,
  type Recaption,
  recaptionedSamples,
  withFurtherTurns,
} from './samples/mixtures.ts';
import { chosenImages } from './samples/prompts.ts';
import type { StepContext } from './step-context.ts';

type Gathering = Pick<StepContext, 'plan' | 'db'>;

function pretrainingSets(db: Db): string[] {
  return setsOf(db)
    .filter(({ role }) => role === 'pretrain')
    .map(({ name }) => name);
}

export const pretrainingImages = (db: Db): StoredImage[] =>
  pretrainingSets(db).flatMap((set) => imagesOfSet(db, set));

export const originals = (db: Db): Conversation[] =>
  pretrainingSets(db).flatMap((set) => conversationsOf(db, set));

/** The text of round `round`: recaptions by the generalist before it. */
export function roundMixture(
  { plan, db }: Gathering,
  seed: number,
  round: number,
  change: (recaptions: Map<number, Recaption>) => Map<number, Recaption> = (same) => same,
): Mixture {
  const images = pretrainingImages(db);
  const recaptions = new Map<number, Recaption>(
    captionsOfModel(db, generalist(round - 1), seed).map(({ imageId, prompt, text }) => [
      imageId,
      { prompt, text },
    ]),
  );
  return recaptionedSamples({
    images,
    originals: new Map(originals(db).map(({ imageId, turns }) => [imageId, turns[0]?.assistant ?? ''])),
    recaptions: change(recaptions),
    chosen: chosenImages(images, plan.recaptionShare, seed, round),
    template: plan.template,
    briefPrompt: plan.briefPrompt,
  });
}

/** The last round's text with every specialist's answers as further turns. */
export function finalMixture({ plan, db }: Gathering, seed: number): Mixture {
  const { samples, missing } = roundMixture({ plan, db }, seed, lastRound({ plan, db }, seed));
  const answers = new Map<number, Recaption[]>();
  for (const { name } of plan.specialists) {
    for (const { row, prompt, text } of captionsOfModel(db, name, seed)) {
      if (!text) continue;
      const known = answers.get(row);
      if (known) known.push({ prompt, text });
      else answers.set(row, [{ prompt, text }]);
    }
  }
  return { samples: withFurtherTurns(samples, answers), missing };
}
