/** A set's annotations as what its specialist learns; what filters take is counted, as it is told to the user. */
import type { Builder } from '../../../shared/plan.ts';
import type { Turn } from '../formats/dataset.ts';
import { randomFrom } from '../world/random.ts';
import type { AnnotatedImage, AnnotatedText } from './annotated.ts';
import { curriculum, groundingLessons } from './grounding.ts';
import { readingTurns } from './reading.ts';
import { spatialTurns } from './spatial.ts';

export interface Filtered {
  /** Different for every reason: `images with more than three instances of a category`. */
  readonly what: string;
  readonly count: number;
  readonly why: string;
}

export interface Built {
  /** By image name; images that teach nothing are not among them. */
  readonly turns: ReadonlyMap<string, readonly Turn[]>;
  readonly filtered: readonly Filtered[];
}

/** Awaited now and then, as a set may have a hundred thousand images; throws where the user asked to stop. */
export type Pause = () => Promise<void>;

const straightOn: Pause = async () => {};

export async function spatialSet(
  images: readonly AnnotatedImage[],
  seed: number,
  pause = straightOn,
): Promise<Built> {
  const turns = await each(images, (image) => spatialTurns(image, seed), pause);
  return built(turns, [], {
    what: 'images without a clear relation',
    why: 'no two objects in them stand clearly to each other',
  });
}

export async function groundingSet(images: readonly AnnotatedImage[], pause = straightOn): Promise<Built> {
  const lessons = await each(images, groundingLessons, pause);
  const crowded = lessons.filter(([, lesson]) => lesson.crowded).length;
  const largeBoxes = lessons.reduce((sum, [, lesson]) => sum + lesson.largeBoxes, 0);
  return built(
    lessons.filter(([, lesson]) => !lesson.crowded).map(([name, lesson]) => [name, lesson.turns] as const),
    [
      {
        what: 'images with more than three instances of a category',
        count: crowded,
        why: "the paper's filter: which of them is meant is not clear",
      },
      {
        what: 'boxes over 70 % of their image',
        count: largeBoxes,
        why: "the paper's filter: such a box says nothing",
      },
    ],
    { what: 'images without anything to name', why: 'no box is left in them' },
  );
}

/** Without text to a third of those with text, so a quarter of all: who never saw such an image reads words into every one. */
const withoutTextRate = 1 / 3;

export async function readingSet(
  images: readonly AnnotatedText[],
  seed: number,
  pause = straightOn,
): Promise<Built> {
  const random = randomFrom(`reading/${seed}`);
  const hasText = ({ words, illegible }: AnnotatedText) => words.length + illegible > 0;
  const withText = images.filter(hasText);
  const without = images.filter((image) => !hasText(image));
  const kept = random.shuffle(without).slice(0, Math.ceil(withoutTextRate * withText.length));
  const taken = new Set([...withText, ...kept]);
  const vocabulary = [...new Set(images.flatMap(({ words }) => words.map(({ text }) => text)))].sort();
  const turns = await each(
    images.filter((image) => taken.has(image)),
    (image) => readingTurns(image, seed, vocabulary),
    pause,
  );
  return built(
    turns,
    [
      {
        what: 'images without text',
        count: without.length - kept.length,
        why: 'a quarter of the set is enough to learn that there may be none',
      },
    ],
    { what: 'images with illegible text only', why: 'what they say is not known' },
  );
}

const imagesBetweenPauses = 500;

async function each<T extends { readonly name: string }, L>(
  images: readonly T[],
  lessonsOf: (image: T) => L,
  pause: Pause,
): Promise<(readonly [string, L])[]> {
  const all: (readonly [string, L])[] = [];
  for (const [at, image] of images.entries()) {
    if (at % imagesBetweenPauses === 0) await pause();
    all.push([image.name, lessonsOf(image)]);
  }
  return all;
}

function built(
  all: readonly (readonly [string, readonly Turn[]])[],
  filtered: readonly Filtered[],
  silent: Omit<Filtered, 'count'>,
): Built {
  const turns = new Map(all.filter(([, own]) => own.length > 0));
  const nothing = { ...silent, count: all.length - turns.size };
  return { turns, filtered: [...filtered, nothing].filter(({ count }) => count > 0) };
}

/** What a specialist's conversations are trained in, stage by stage: one stage, but for the grounding curriculum. */
export function trainingStages<T extends { readonly turns: readonly Turn[] }>(
  lessons: readonly T[],
  builder: Builder | undefined,
): readonly (readonly T[])[] {
  return builder === 'grounding' ? curriculum(lessons) : [lessons];
}
