/** What an export says about each image: gathered a page at a time, put together by the same functions that training uses. */
import type { Plan } from '../../../shared/plan.ts';
import { isUsable, rejection } from '../steps/samples/keep.ts';
import { recaptionedSamples, withFurtherTurns } from '../steps/samples/mixtures.ts';
import { chosenImages } from '../steps/samples/prompts.ts';
import {
  type CaptionOfImage,
  captionsBetween,
  type Db,
  type ExportedImage,
  pretrainingPage,
  turnsBetween,
} from '../store/index.ts';
import type { Part } from './part.ts';

export interface Turn {
  readonly user: string;
  readonly assistant: string;
}

export interface ExportedCaption {
  /** `original`, or the model that wrote it. */
  readonly by: string;
  readonly prompt: string;
  readonly text: string;
}

export interface ExportRecord {
  readonly image: ExportedImage;
  /** The text that the image came with; empty where it had none. */
  readonly original: string;
  /** Each text by itself: a round's recaption first, then specialists' answers; never empty. */
  readonly captions: readonly [ExportedCaption, ...ExportedCaption[]];
  /** The conversation as the part's model is trained on it. */
  readonly turns: readonly Turn[];
}

export interface ExportPage {
  readonly records: ExportRecord[];
  /** Pretraining images looked at. */
  readonly seen: number;
  /** Images without a text of this part, by why. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Images that keep their original text because the plan says so where a recaption cannot be used. */
  readonly fellBack: number;
}

const pageSize = 256;

const noText = 'the image has no text';
const noRecaption = 'its recaption is missing or empty';
const noAnswer = 'the specialist has no answer about it';

/** All pages, by image id. Between two pages other work may be done; a transaction around them keeps them of one moment. */
export function* pagesOf(gathering: { plan: Plan; db: Db }, part: Part): Generator<ExportPage> {
  for (let after = 0; ; ) {
    const images = pretrainingPage(gathering.db, after, pageSize);
    const [first, last] = [images[0], images.at(-1)];
    if (!first || !last) return;
    yield pageOf(images, gathered(gathering, part, first.id, last.id));
    after = last.id;
  }
}

interface Gathered {
  readonly plan: Plan;
  readonly part: Part;
  readonly turns: ReadonlyMap<number, readonly Turn[]>;
  /** Those that the plan's `keep` lets through. */
  readonly recaptions: ReadonlyMap<number, CaptionOfImage>;
  /** Why it does not, by image. */
  readonly rejected: ReadonlyMap<number, string>;
  /** By image, in the order of the plan's specialists. */
  readonly answers: ReadonlyMap<number, readonly ExportedCaption[]>;
}

function gathered({ plan, db }: { plan: Plan; db: Db }, part: Part, first: number, last: number): Gathered {
  const turns = new Map<number, Turn[]>();
  for (const { imageId, ...turn } of turnsBetween(db, first, last)) pushTo(turns, imageId, turn);
  const answers = new Map<number, ExportedCaption[]>();
  const written = (model: string) => captionsBetween(db, model, part.seed as number, first, last);
  for (const by of part.specialists) {
    for (const { imageId, prompt, text } of written(by))
      if (text) pushTo(answers, imageId, { by, prompt, text });
  }
  const recaptions = new Map<number, CaptionOfImage>();
  const rejected = new Map<number, string>();
  for (const caption of part.recaptioner === null ? [] : written(part.recaptioner)) {
    const why = caption.text === '' ? null : rejection(caption, plan.keep);
    if (why !== null) rejected.set(caption.imageId, `its recaption was not kept: ${why}`);
    else if (isUsable(caption, plan.keep)) recaptions.set(caption.imageId, caption);
  }
  return { plan, part, turns, recaptions, rejected, answers };
}

/** Pure: what the images of a page say in this part. */
export function pageOf(images: readonly ExportedImage[], known: Gathered): ExportPage {
  const { part, turns, recaptions, rejected, answers } = known;
  const mixed = part.round === null ? null : mixture(images, known);
  const leftOut: Record<string, number> = {};
  const records = images.flatMap((image): ExportRecord[] => {
    const own = turns.get(image.id) ?? [];
    const record = (captions: readonly ExportedCaption[], conversation: readonly Turn[], why: string) => {
      const [caption, ...further] = captions;
      if (caption) {
        const original = own[0]?.assistant.trim() ?? '';
        return [{ image, original, captions: [caption, ...further] as const, turns: conversation }];
      }
      leftOut[why] = (leftOut[why] ?? 0) + 1;
      return [];
    };
    if (part.part === 'original') return record(own.map(asOriginal), own, noText);
    const said = answers.get(image.id) ?? [];
    if (mixed === null) return record(said, said.map(asTurn), noAnswer);
    const conversation = mixed.turns.get(image.row);
    const isChosen = mixed.chosen.has(image.id);
    if (!conversation) return record([], [], isChosen ? (rejected.get(image.id) ?? noRecaption) : noText);
    const recaption = isChosen ? recaptions.get(image.id) : undefined;
    const main = recaption
      ? { by: part.recaptioner as string, prompt: recaption.prompt, text: recaption.text }
      : asOriginal(conversation[0] as Turn);
    return record([main, ...said], conversation, noText);
  });
  return { records, seen: images.length, leftOut, fellBack: mixed?.fellBack ?? 0 };
}

/** The turns by row, just as `roundMixture` and `combinedMixture` make them. */
function mixture(images: readonly ExportedImage[], { plan, part, turns, recaptions, answers }: Gathered) {
  const { seed, round } = part as { seed: number; round: number };
  const chosen = chosenImages(images, plan.recaptionShare, seed, round);
  const { samples, fellBack } = recaptionedSamples({
    images,
    originals: new Map([...turns].map(([id, own]) => [id, own[0]?.assistant ?? ''])),
    recaptions,
    chosen,
    // Where no round has been, the final generalist learns answers beside the original texts.
    template: round === 0 ? 'original' : plan.template,
    withoutRecaption: plan.withoutRecaption,
    briefPrompt: plan.briefPrompt,
  });
  const byRow = new Map(images.map(({ id, row }) => [row, answers.get(id) ?? []]));
  const mixed = withFurtherTurns(samples, byRow);
  return {
    chosen: round === 0 ? new Set<number>() : chosen,
    fellBack,
    turns: new Map(mixed.map((sample) => [sample.row, sample.turns as Turn[]])),
  };
}

const asOriginal = ({ user, assistant }: Turn): ExportedCaption => ({
  by: 'original',
  prompt: user,
  text: assistant,
});
const asTurn = ({ prompt, text }: ExportedCaption): Turn => ({ user: prompt, assistant: text });

function pushTo<T>(lists: Map<number, T[]>, key: number, value: T): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}
