import type { Scene } from '../scene.ts';
import { counted, type Exchange, groupsOf, listed } from './phrases.ts';

/** Null without a sign: then it is not asked. */
export function readingExchange(scene: Scene): Exchange | null {
  return scene.sign && { question: 'what does the sign say?', answer: scene.sign.word };
}

/** "a sign says open on grass with a dog and two apples." */
export function readingNarration(scene: Scene): Exchange | null {
  if (!scene.sign) return null;
  const things = groupsOf(scene).map((group) => counted(group.kind, group.objects.length));
  return {
    question: 'read the text and describe the image.',
    answer: `a sign says ${scene.sign.word} on ${scene.background} with ${listed(things)}.`,
  };
}
