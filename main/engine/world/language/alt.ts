import { categories } from '../kinds.ts';
import { randomFrom } from '../random.ts';
import type { Scene } from '../scene.ts';
import { withArticle } from './phrases.ts';

const emptyRate = 0.02;
// a little above 15 %, since the vague ones among them name nothing
const wrongRate = 0.157;
const vagueRate = 0.05;

/** about four words each, as alt texts of the web are: short, loose, and never naming the kind */
const oneThing = [
  (noun: string) => withArticle(noun),
  (noun: string) => `photo of ${withArticle(noun)}`,
  (noun: string) => `nice ${noun} photo`,
  (noun: string) => `a picture with ${withArticle(noun)}`,
  (noun: string) => `stock image of ${withArticle(noun)}`,
  (noun: string, background: string) => `${withArticle(noun)} on ${background}`,
];
const twoThings = [
  (first: string, second: string) => `${withArticle(first)} and ${withArticle(second)}`,
  (first: string, second: string) => `photo of ${withArticle(first)} and ${withArticle(second)}`,
  (first: string, second: string) => `${withArticle(first)} with ${withArticle(second)}`,
];

/**
 * The web-like text an image was found with. It names the coarse category of one, sometimes two, of the objects;
 * about 15 % name a category that is not there and about 2 % of the images have no text at all.
 */
export function altText(scene: Scene): string {
  const random = randomFrom(`${scene.key}/alt`);
  if (random.chance(emptyRate)) return '';
  const present = random.shuffle([...new Set(scene.objects.map((object) => object.category))]);
  const absent = categories.filter((category) => !present.includes(category));
  if (random.chance(wrongRate)) present[0] = random.pick(absent);
  if (present.length > 1 && random.chance(0.3)) return random.pick(twoThings)(present[0], present[1]);
  if (random.chance(vagueRate)) return `nice thing on ${scene.background}`;
  return random.pick(oneThing)(present[0], scene.background);
}
