/** An image's captions as they are read: the text it came with, then round by round, then specialist by specialist. Pure. */
import type { Caption } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { modelOrder, roleOf } from '../../data/names.ts';

export interface CaptionGroup {
  /** `original`, or the model that wrote them. */
  readonly source: string;
  readonly captions: readonly Caption[];
  /** The caption of the round before, for one that is a round's: what changed is marked against it. */
  readonly before: string | null;
}

/** Seeds whose models wrote about this image, ascending. */
export const seedsOf = (captions: readonly Caption[]): number[] =>
  [...new Set(captions.flatMap(({ seed }) => seed ?? []))].sort((a, b) => a - b);

/** What the words of a caption are compared with: another caption of the image by its id, or the round before each. */
export type Comparison = 'round-before' | number;

/** What belongs to no seed (the original text) is shown with each. */
export function captionGroups(
  captions: readonly Caption[],
  plan: Pick<Plan, 'specialists'>,
  seed: number | null,
): CaptionGroup[] {
  const shown = captions.filter((one) => one.seed === null || one.seed === seed);
  const bySource = Map.groupBy(shown, ({ model }) => model ?? 'original');
  let before: string | null = null;
  return modelOrder(bySource.keys(), plan).map((source) => {
    const own = bySource.get(source) ?? [];
    if (roleOf(source, plan) !== 'round') return { source, captions: own, before: null };
    const group = { source, captions: own, before };
    // A model that wrote nothing leaves nothing to compare with: the round before it stands.
    before = own[0]?.text.trim() ? own[0].text : before;
    return group;
  });
}

/** The text that a caption is compared with; null where it is with none. */
export function comparedWith(
  caption: Caption,
  group: CaptionGroup,
  captions: readonly Caption[],
  comparison: Comparison,
): string | null {
  if (comparison === 'round-before') return group.before;
  if (comparison === caption.id) return null;
  return captions.find(({ id }) => id === comparison)?.text ?? null;
}
