import { type Kind, kindOf } from '../kinds.ts';
import type { Scene, SceneObject } from '../scene.ts';

/** One turn of a conversation. */
export interface Exchange {
  question: string;
  answer: string;
}

/** All the objects of one kind, as a text mentions them together. */
export interface Group {
  kind: Kind;
  objects: readonly SceneObject[];
}

const countWords = ['no', 'a', 'two', 'three', 'four'];
const massNouns = ['food', 'clothing'];

/** "a dog", "an apple", "food" */
export function withArticle(noun: string): string {
  if (massNouns.includes(noun)) return noun;
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** "an apple", "a small apple", "two apples", "two small apples" */
export function counted(kind: Kind, count: number, adjective = ''): string {
  const described = (noun: string) => (adjective ? `${adjective} ${noun}` : noun);
  return count === 1 ? withArticle(described(kind.name)) : `${countWords[count]} ${described(kind.plural)}`;
}

/** "a", "a and b", "a, b and c" */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** Kinds in reading order of their first object. */
export function groupsOf(scene: Scene): Group[] {
  const names = [...new Set(scene.objects.map((object) => object.kind))];
  return names.map((name) => ({
    kind: kindOf(name),
    objects: scene.objects.filter((object) => object.kind === name),
  }));
}

/** The objects that "the dog" names without doubt: those whose kind stands only once. */
export function singlesOf(scene: Scene): SceneObject[] {
  return groupsOf(scene).flatMap((group) => (group.objects.length === 1 ? group.objects : []));
}
