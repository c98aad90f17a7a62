/** The pretraining mixtures of rounds, combinations, variants and controls: gathered from the store, computed by pure functions. */
import type { Plan } from '../../../shared/plan.ts';
import type { Combination } from '../plan/arms.ts';
import { generalist } from '../plan/graph.ts';
import {
  captionsOfModel,
  conversationsOf,
  type Db,
  imagesOfSet,
  type StoredCaption,
  type StoredImage,
  setsOf,
} from '../store/index.ts';
import { lastRound } from './last-round.ts';
import { isUsable } from './samples/keep.ts';
import {
  type Conversation,
  type Mixture,
  type Recaption,
  recaptionedSamples,
  withFurtherTurns,
} from './samples/mixtures.ts';
import { chosenImages, imagesAtShare } from './samples/prompts.ts';
import type { StepContext } from './step-context.ts';

type Gathering = Pick<StepContext, 'plan' | 'db'>;

const setsWithRole = (db: Db, role: 'pretrain' | 'more'): string[] =>
  setsOf(db)
    .filter((set) => set.role === role)
    .map(({ name }) => name);

export const pretrainingImages = (db: Db): StoredImage[] =>
  setsWithRole(db, 'pretrain').flatMap((set) => imagesOfSet(db, set));

export const originals = (db: Db): Conversation[] =>
  setsWithRole(db, 'pretrain').flatMap((set) => conversationsOf(db, set));

/** Further raw images with their texts, for the control that asks for them. */
export const furtherOriginals = (db: Db): Conversation[] =>
  setsWithRole(db, 'more').flatMap((set) => conversationsOf(db, set));

export const textsOf = (conversations: readonly Conversation[]): Map<number, string> =>
  new Map(conversations.map(({ imageId, turns }) => [imageId, turns[0]?.assistant ?? '']));

export interface RoundText {
  /** Who wrote the recaptions: the generalist before the round, a variant or `other-captioner`. */
  readonly source: string;
  readonly round: number;
  readonly template?: Plan['template'] | undefined;
  /** What a control does to the recaptions before they are put beside the originals. */
  readonly change?: (
    recaptions: Map<number, Recaption>,
    originals: Map<number, string>,
  ) => Map<number, Recaption>;
}

/** The text of a round, from the recaptions that the plan's `keep` lets through. */
export function roundMixture({ plan, db }: Gathering, seed: number, text: RoundText): Mixture {
  const { source, round, template = plan.template, change = (same) => same } = text;
  const images = pretrainingImages(db);
  const own = textsOf(originals(db));
  const recaptions = new Map<number, Recaption>(
    captionsOfModel(db, source, seed)
      .filter((caption) => isUsable(caption, plan.keep))
      .map(({ imageId, prompt, text: written }) => [imageId, { prompt, text: written }]),
  );
  return recaptionedSamples({
    images,
    originals: own,
    recaptions: change(recaptions, own),
    chosen: chosenImages(images, plan.recaptionShare, seed, round),
    template,
    withoutRecaption: plan.withoutRecaption,
    briefPrompt: plan.briefPrompt,
  });
}

/** The text of the last round there is; without any round, the original texts. */
export function lastRoundMixture(gathering: Gathering, seed: number): Mixture {
  const round = lastRound(gathering, seed);
  return roundMixture(gathering, seed, {
    source: generalist(round - 1),
    round,
    ...(round === 0 ? { template: 'original' as const } : {}),
  });
}

/** The last round's text with these specialists' answers as further turns, on the combination's share of the images. */
export function combinedMixture(
  gathering: Gathering,
  seed: number,
  { specialists, share }: Combination,
): Mixture {
  const { db } = gathering;
  const mixture = lastRoundMixture(gathering, seed);
  const answers = Map.groupBy(
    specialists.flatMap((name) => captionsOfModel(db, name, seed)).filter(({ text }) => text),
    ({ row }: StoredCaption) => row,
  );
  const combined = { ...mixture, samples: withFurtherTurns(mixture.samples, answers) };
  if (share === 1) return combined;
  const images = pretrainingImages(db);
  const seen = imagesAtShare(images, share, seed);
  const rows = new Set(images.filter(({ id }) => seen.has(id)).map(({ row }) => row));
  return { ...combined, samples: combined.samples.filter(({ row }) => rows.has(row)) };
}
