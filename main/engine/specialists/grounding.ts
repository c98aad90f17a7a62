/**
 * The grounding specialist's lessons from marked objects (paper, section 3.2): captions with boxes, short ones first and long ones second,
 * under the paper's filters: a box over 70 % of the image says nothing, and of more than three alike nobody knows which is meant.
 */
import type { Turn } from '../formats/dataset.ts';
import type { AnnotatedImage, AnnotatedObject } from './annotated.ts';
import { boxText, centre, share } from './boxes.ts';
import { groundedCaption } from './grounded-caption.ts';
import { listed, singlesOf, withArticle } from './naming.ts';

const largestShare = 0.7;
const mostAlike = 3;
/** More boxes than these would run over the longest answer. */
const mostNamed = 8;
/** Of the image; between the two a size is not worth a word. */
const small = 0.06;
const large = 0.13;

const shortQuestion = 'name the things with their boxes.';
export const longQuestion = 'describe the image with boxes.';

export interface GroundingLessons {
  readonly turns: readonly Turn[];
  /** What the filters took. */
  readonly largeBoxes: number;
  readonly crowded: boolean;
}

export function groundingLessons(image: AnnotatedImage): GroundingLessons {
  const groups = Map.groupBy(image.objects, ({ category }) => category);
  const crowded = [...groups.values()].some(
    (alike) => alike.length > mostAlike || alike.some(({ crowd }) => crowd),
  );
  if (crowded) return { turns: [], largeBoxes: 0, crowded };
  const kept = image.objects.filter(({ box }) => share(box, image) <= largestShare);
  const largeBoxes = image.objects.length - kept.length;
  if (kept.length === 0) return { turns: [], largeBoxes, crowded };
  const things = [...Map.groupBy(byPlace(largest(kept, image)), ({ category }) => category).values()].flat();
  const boxed = (text: string, object: AnnotatedObject) => `${text} ${boxText(object.box, image)}`;
  const singles = new Set(singlesOf(image));
  const short = listed(things.map((object) => boxed(withArticle(object.category), object)));
  const turns = [
    ...things
      .filter((object) => singles.has(object))
      .map((object) => ({
        user: `where is the ${object.category}?`,
        assistant: boxText(object.box, image),
      })),
    { user: shortQuestion, assistant: `${short}.` },
    { user: longQuestion, assistant: longCaption(image, things) },
  ];
  return { turns, largeBoxes, crowded };
}

/** The stages of the curriculum: everything that is not a long caption, then the long ones (paper, section 3.2). */
export function curriculum<T extends { readonly turns: readonly Turn[] }>(lessons: readonly T[]): T[][] {
  const only = (wanted: (turn: Turn) => boolean): T[] =>
    lessons
      .map((lesson) => ({ ...lesson, turns: lesson.turns.filter(wanted) }))
      .filter(({ turns }) => turns.length > 0);
  return [only(({ user }) => user !== longQuestion), only(({ user }) => user === longQuestion)].filter(
    (stage) => stage.length > 0,
  );
}

/** The longest caption that names one of the things, with boxes put in, and what it leaves out; without one, things with their sizes. */
function longCaption(image: AnnotatedImage, things: readonly AnnotatedObject[]): string {
  const boxed = (text: string, object: AnnotatedObject) => `${text} ${boxText(object.box, image)}`;
  const [best] = image.captions
    .map((caption) => groundedCaption(caption, image, things))
    .filter(({ named }) => named.size > 0)
    .sort((a, b) => b.text.length - a.text.length);
  if (!best) {
    const described = things.map((object) => boxed(withArticle(sized(object, image)), object));
    return `${described.join(', ')}.`;
  }
  const rest = things.filter((object) => !best.named.has(object));
  if (rest.length === 0) return best.text;
  return `${best.text} also ${listed(rest.map((object) => boxed(withArticle(object.category), object)))}.`;
}

function sized({ category, box }: AnnotatedObject, image: AnnotatedImage): string {
  const own = share(box, image);
  if (own <= small) return `small ${category}`;
  return own >= large ? `large ${category}` : category;
}

const largest = (objects: readonly AnnotatedObject[], image: AnnotatedImage): AnnotatedObject[] =>
  [...objects].sort((a, b) => share(b.box, image) - share(a.box, image)).slice(0, mostNamed);

const byPlace = (objects: readonly AnnotatedObject[]): AnnotatedObject[] =>
  [...objects].sort((a, b) => centre(a.box)[0] - centre(b.box)[0] || centre(a.box)[1] - centre(b.box)[1]);
