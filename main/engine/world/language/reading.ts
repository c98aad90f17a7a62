import type { Scene } from '../scene.ts';
import { counted, type Exchange, groupsOf, listed } from './phrases.ts';

/** The word, or that there is none. */
export function readingExchange(scene: Scene): Exchange {
  return { question: 'what does the sign say?', answer: scene.sign?.word ?? 'no sign' };
}

/** "a sign says open on grass with a dog and two apples.", "no sign on grass with a dog." */
export function readingNarration(scene: Scene): Exchange {
  const things = groupsOf(scene).map((group) => counted(group.kind, group.objects.length));
  const read = scene.sign ? `a sign says ${scene.sign.word}` : 'no sign';
  return {
    question: 'read the text and describe the image.',
    answer: `${read} on ${scene.background} with ${listed(things)}.`,
  };
}
