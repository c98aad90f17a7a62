/** Who is asked what: prompts drawn per image with a stream of its own, so that neither order nor resume changes them. */
import type { WeightedPrompt } from '../../plan/prompts.ts';
import { randomFrom } from '../../world/random.ts';

export interface Ask {
  readonly imageId: number;
  readonly row: number;
  readonly prompt: string;
}

interface Asked {
  readonly id: number;
  readonly row: number;
}

/** The images of a round that are recaptioned: a share of them, drawn anew by seed and round. */
export function chosenImages(
  images: readonly Asked[],
  share: number,
  seed: number,
  round: number,
): Set<number> {
  return new Set(
    images
      .filter(({ id }) => share >= 1 || randomFrom(`share/${seed}/${round}/${id}`).chance(share))
      .map(({ id }) => id),
  );
}

/** One of the long prompts per image, at random by their weights (paper, section 4.2). */
export function longAsks(
  images: readonly Asked[],
  prompts: readonly WeightedPrompt[],
  seed: number,
  round: number,
): Ask[] {
  const total = prompts.reduce((sum, { weight }) => sum + weight, 0);
  return images.map(({ id, row }) => {
    let left = randomFrom(`long/${seed}/${round}/${id}`).next() * total;
    const drawn = prompts.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    return { imageId: id, row, prompt: (drawn ?? (prompts.at(-1) as WeightedPrompt)).text };
  });
}

/** The images that a combination at a share of the data sees: the same ones for every combination of a seed. */
export function imagesAtShare(images: readonly Asked[], share: number, seed: number): Set<number> {
  return new Set(
    images.filter(({ id }) => randomFrom(`data-share/${seed}/${id}`).chance(share)).map(({ id }) => id),
  );
}

/** Whether a specialist's prompt asks about things that have to be named first. */
export const hasSlots = (prompt: string): boolean =>
  prompt.includes('{object}') || prompt.includes('{other}');

/** A specialist's prompts that need nothing but the image, each once. */
export function openAsks(image: Asked, prompts: readonly string[]): Ask[] {
  return [...new Set(prompts)].map((prompt) => ({ imageId: image.id, row: image.row, prompt }));
}

const mostObjects = 3;

/**
 * A specialist's prompts with slots for one image. `{object}` is asked for each of up to three of the named things, `{object}` with
 * `{other}` for one ordered pair of them; prompts whose slots cannot be filled are left out and counted.
 */
export function slottedAsks(
  image: Asked,
  prompts: readonly string[],
  named: readonly string[],
  seed: number,
): { asks: Ask[]; unfilled: number } {
  const texts: string[] = [];
  let unfilled = 0;
  for (const prompt of prompts) {
    const random = randomFrom(`slots/${seed}/${image.id}/${prompt}`);
    const things = random.shuffle([...named]).slice(0, mostObjects);
    const filled = fill(prompt, things);
    if (filled.length === 0) unfilled++;
    texts.push(...filled);
  }
  return { asks: openAsks(image, texts), unfilled };
}

/** How many answers an image can have: to prompts that need nothing else, and at most to those with slots. */
export function mostAnswers(prompts: readonly string[]): { open: number; slotted: number } {
  const each = [...new Set(prompts)];
  const slotted = each.filter(hasSlots);
  const pairs = slotted.filter((prompt) => prompt.includes('{other}')).length;
  return { open: each.length - slotted.length, slotted: pairs + (slotted.length - pairs) * mostObjects };
}

function fill(prompt: string, things: readonly string[]): string[] {
  if (prompt.includes('{other}')) {
    const [object, other] = things;
    return object && other ? [prompt.replaceAll('{object}', object).replaceAll('{other}', other)] : [];
  }
  return things.map((object) => prompt.replaceAll('{object}', object));
}
