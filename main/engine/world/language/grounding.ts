import { type Box, type Scene, type SceneObject, sceneSize } from '../scene.ts';
import { type Exchange, type Group, groupsOf, listed, singlesOf, withArticle } from './phrases.ts';

/** kinds that stand more often are left out of grounded texts, as VILA² does; its 70 % rule can never apply here */
const mostBoxesPerKind = 3;

/** `[xmin,ymin,xmax,ymax]` in thousandths of the image, three digits each */
export function boxText(box: Box): string {
  return `[${box.map((pixel) => String(Math.round((pixel / sceneSize) * 999)).padStart(3, '0')).join(',')}]`;
}

/** One question for each thing that stands only once. */
export function whereExchanges(scene: Scene): Exchange[] {
  return singlesOf(scene).map((object) => ({
    question: `where is the ${object.kind}?`,
    answer: boxText(object.box),
  }));
}

/** "a dog [..] and an apple [..]." ; null when nothing may be named */
export function groundedShort(scene: Scene): Exchange | null {
  const things = groundable(scene).map((object) => `${withArticle(object.kind)} ${boxText(object.box)}`);
  if (things.length === 0) return null;
  return { question: 'name the things with their boxes.', answer: `${listed(things)}.` };
}

/** "a large dog [..], a small apple [..] on grass." ; null when nothing may be named */
export function groundedLong(scene: Scene): Exchange | null {
  const things = groundable(scene).map((object) => {
    const described = object.size === 'medium' ? object.kind : `${object.size} ${object.kind}`;
    return `${withArticle(described)} ${boxText(object.box)}`;
  });
  if (things.length === 0) return null;
  return {
    question: 'describe the image with boxes.',
    answer: `${things.join(', ')} on ${scene.background}.`,
  };
}

function groundable(scene: Scene): SceneObject[] {
  const few = (group: Group) => group.objects.length <= mostBoxesPerKind;
  return groupsOf(scene)
    .filter(few)
    .flatMap((group) => group.objects);
}
