/** How a text speaks of an object: by its category where that is enough, else with its box. */
import type { AnnotatedImage, AnnotatedObject } from './annotated.ts';
import { boxText } from './boxes.ts';

/** The objects whose category stands only once: those that "the dog" names without doubt. */
export function singlesOf({ objects }: AnnotatedImage): AnnotatedObject[] {
  const groups = Map.groupBy(objects, ({ category }) => category);
  return objects.filter(({ category, crowd }) => !crowd && groups.get(category)?.length === 1);
}

/** "the dog", or "the dog [083,167,416,999]" where there are more dogs. */
export function named(object: AnnotatedObject, image: AnnotatedImage): string {
  const alone = singlesOf(image).includes(object);
  return alone ? `the ${object.category}` : `the ${object.category} ${boxText(object.box, image)}`;
}

/** "a dog", "an apple". */
export const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] as string}`;
}
