import type { Scene } from '../scene.ts';
import { counted, type Group, groupsOf, listed } from './phrases.ts';

/** "a large dog, two small apples and a sign on grass." A sign is mentioned, never read. */
export function denseCaption(scene: Scene): string {
  const things = groupsOf(scene).map((group) =>
    counted(group.kind, group.objects.length, sizeAdjective(group)),
  );
  return `${listed(scene.sign ? [...things, 'a sign'] : things)} on ${scene.background}.`;
}

/** Medium is unmarked; things of one kind that differ in size get no adjective. */
function sizeAdjective({ objects }: Group): string {
  const { size } = objects[0];
  return size !== 'medium' && objects.every((object) => object.size === size) ? size : '';
}
