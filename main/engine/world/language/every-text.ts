import type { Scene } from '../scene.ts';
import { altText } from './alt.ts';
import { countingExchanges } from './counting.ts';
import { denseCaption } from './dense.ts';
import { existenceExchanges } from './existence.ts';
import { groundExchange } from './ground.ts';
import { groundedLong, groundedShort, whereExchanges } from './grounding.ts';
import type { Exchange } from './phrases.ts';
import { readingExchange, readingNarration } from './reading.ts';
import { relationExchanges, relationNarration } from './relation.ts';

/** question, answer */
type Pair = [string, string];

/** Every text that can be made for a scene, for pretraining the language model; null where it does not apply. */
export function everyText(scene: Scene) {
  return {
    alt: altText(scene),
    dense: denseCaption(scene),
    existence: existenceExchanges(scene, 4).map(pair),
    counting: countingExchanges(scene, 2).map(pair),
    backgroundQuestion: pair(groundExchange(scene)),
    relationQuestions: relationExchanges(scene, 4)?.map(pair) ?? null,
    relationNarration: orNull(relationNarration(scene)),
    where: listOrNull(whereExchanges(scene)),
    groundedShort: orNull(groundedShort(scene)),
    groundedLong: orNull(groundedLong(scene)),
    reading: scene.sign && pair(readingExchange(scene)),
    readingNarration: scene.sign && pair(readingNarration(scene)),
  };
}

function pair({ question, answer }: Exchange): Pair {
  return [question, answer];
}

function orNull(exchange: Exchange | null): Pair | null {
  return exchange && pair(exchange);
}

function listOrNull(exchanges: readonly Exchange[]): Pair[] | null {
  return exchanges.length > 0 ? exchanges.map(pair) : null;
}
