import { type Kind, kinds } from '../kinds.ts';
import { randomFrom } from '../random.ts';
import type { Scene } from '../scene.ts';
import { type Exchange, groupsOf, withArticle } from './phrases.ts';

/** how often a question about an absent kind stays inside a category that is present */
const nearMissRate = 0.35;
/** above one half, because a scene soon runs out of kinds to say yes to; three questions then come out even */
const yesRate = 0.66;

export function existenceQuestion(kind: Kind): string {
  return `is there ${withArticle(kind.name)} in the image?`;
}

/** The same as something to call true or false: how statements are judged is a format, not a specialist's knowledge. */
export function existenceStatement(kind: Kind): string {
  return `there is ${withArticle(kind.name)}. is that true?`;
}

/** Different questions, about half of them answered yes; behind them `statements` more, put as statements. */
export function existenceExchanges(scene: Scene, questions: number, statements = 0): Exchange[] {
  const random = randomFrom(`${scene.key}/existence`);
  const present = random.shuffle(groupsOf(scene).map((group) => group.kind));
  const absent = random.shuffle(absentKinds(scene));
  const exchanges: Exchange[] = [];
  while (exchanges.length < questions + statements) {
    const wantsYes = random.chance(yesRate) && present.length > 0;
    const kind = wantsYes ? present.pop() : takeAbsent(absent, scene, random.chance(nearMissRate));
    const put = exchanges.length < questions ? existenceQuestion : existenceStatement;
    if (kind) exchanges.push({ question: put(kind), answer: wantsYes ? 'yes' : 'no' });
  }
  return exchanges;
}

export function absentKinds(scene: Scene): Kind[] {
  return kinds.filter((kind) => !scene.objects.some((object) => object.kind === kind.name));
}

/** Absent kinds whose category stands in the scene: what a careless eye would say yes to. */
export function nearMisses(scene: Scene): Kind[] {
  const present = new Set(scene.objects.map((object) => object.category));
  return absentKinds(scene).filter((kind) => present.has(kind.category));
}

function takeAbsent(absent: Kind[], scene: Scene, near: boolean): Kind {
  const isNear = (kind: Kind) => scene.objects.some((object) => object.category === kind.category);
  const place = near ? absent.findIndex(isNear) : absent.length - 1;
  return absent.splice(place, 1)[0];
}
