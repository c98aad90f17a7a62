import { countingExchanges } from '../language/counting.ts';
import { denseCaption } from '../language/dense.ts';
import { existenceExchanges } from '../language/existence.ts';
import { groundExchange } from '../language/ground.ts';
import { whereExchanges } from '../language/grounding.ts';
import type { Exchange } from '../language/phrases.ts';
import { pickLongPrompt } from '../language/prompts.ts';
import { readingExchange } from '../language/reading.ts';
import { relationExchanges } from '../language/relation.ts';
import { type Random, randomFrom } from '../random.ts';
import type { Scene } from '../scene.ts';

const backgroundRate = 1 / 4;
/** of all images; the answer formats of the specialists must exist here, their skill must not be taught */
const rareRate = 1 / 2;

/** A caption, questions about what is there and how many, and a little of the rest. */
export function sftTurns(scene: Scene): Exchange[] {
  const random = randomFrom(`${scene.key}/sft`);
  return [
    { question: pickLongPrompt(random), answer: denseCaption(scene) },
    ...existenceExchanges(scene, 3, 1),
    ...countingExchanges(scene, 2),
    ...(random.chance(backgroundRate) ? [groundExchange(scene)] : []),
    ...rare(random, relationExchanges(scene, 1), 0.37),
    ...rare(random, whereExchanges(scene).slice(0, 1), 0.7),
    ...rare(random, scene.sign && [readingExchange(scene)], 0.5),
  ];
}

/** `applies` is the share of scenes that have such a text at all. */
function rare(random: Random, exchanges: readonly Exchange[] | null, applies: number): Exchange[] {
  if (!random.chance(rareRate / applies)) return [];
  return [...(exchanges ?? [])];
}
