import { type Lexicon, mentionsIn, objectsNamed } from './lexicon.ts';

/** What is known to be in the images. */
export interface ObjectTruth {
  readonly lexicon: Lexicon;
  /** Names by image; an image that is not listed is not judged. */
  readonly objectsByImage: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Precision: objects named that are there / named. Recall: of those there, named. Over all captions together, each object once a caption.
 * Null where the denominator is 0.
 */
export function objectPrecisionRecall(
  captions: Iterable<{ readonly image: string; readonly text: string }>,
  truth: ObjectTruth,
): { precision: number | null; recall: number | null } {
  let named = 0;
  let there = 0;
  let right = 0;
  for (const { image, text } of captions) {
    const present = truth.objectsByImage.get(image);
    if (!present) continue;
    const said = objectsNamed(text, truth.lexicon);
    named += said.size;
    there += present.size;
    for (const name of said) if (present.has(name)) right++;
  }
  return { precision: named === 0 ? null : right / named, recall: there === 0 ? null : right / there };
}

/** Of a caption's mentions of objects, the share that is not there (CHAIRi of one caption); 0 for a caption that names none. */
export function objectHallucination(text: string, present: ReadonlySet<string>, lexicon: Lexicon): number {
  const mentions = mentionsIn(text, lexicon);
  return mentions.length === 0
    ? 0
    : mentions.filter(({ name }) => !present.has(name)).length / mentions.length;
}
