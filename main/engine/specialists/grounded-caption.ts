/** A caption that people wrote, with boxes put behind the things that it names and that are marked in the image. */
import { lexiconOf, mentionsIn, pluralsOf } from '../quality/lexicon.ts';
import type { AnnotatedImage, AnnotatedObject } from './annotated.ts';
import { boxText } from './boxes.ts';

export interface GroundedCaption {
  readonly text: string;
  /** The objects whose boxes it carries. */
  readonly named: ReadonlySet<AnnotatedObject>;
}

/** As `mentionsIn` counts them. */
const wordPattern = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

/**
 * Only the first mention of a category gets its boxes, and only where it is clear which are meant: "a dog" where one stands there, "dogs"
 * where every one of them is among `things`.
 */
export function groundedCaption(
  caption: string,
  image: AnnotatedImage,
  things: readonly AnnotatedObject[],
): GroundedCaption {
  const ending = /[.!?]$/.test(caption) ? caption : `${caption}.`;
  const words = [...ending.matchAll(wordPattern)];
  const all = Map.groupBy(image.objects, ({ category }) => category);
  const mentions = mentionsIn(ending, lexiconOf(all.keys()));
  const named = new Set<AnnotatedObject>();
  const seen = new Set<string>();
  let text = '';
  let from = 0;
  for (const { name, word, words: length } of mentions) {
    const last = words[word + length - 1];
    if (!last || seen.has(name)) continue;
    seen.add(name);
    const alike = all.get(name) as AnnotatedObject[];
    const isPlural = isPluralOf(last[0], name);
    if (isPlural !== alike.length > 1 || !alike.every((object) => things.includes(object))) continue;
    const end = last.index + last[0].length;
    text += `${ending.slice(from, end)} ${alike.map(({ box }) => boxText(box, image)).join(' ')}`;
    from = end;
    for (const object of alike) named.add(object);
  }
  return { text: text + ending.slice(from), named };
}

function isPluralOf(written: string, name: string): boolean {
  const last = name.toLowerCase().split(/\s+/).at(-1) as string;
  return written.toLowerCase() !== last && pluralsOf(last).includes(written.toLowerCase());
}
