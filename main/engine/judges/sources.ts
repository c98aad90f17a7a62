/** Whose captions can be judged, and which of a source's texts about an image stands for it. */
import type { Plan } from '../../../shared/plan.ts';
import { type Arms, modelsOf } from '../plan/arms.ts';
import { hasSlots } from '../steps/samples/prompts.ts';
import { type Db, writersOf } from '../store/index.ts';

/** The round of `v0`, `v1`, ...; null for other sources. */
export function generalistRound(source: string): number | null {
  const found = /^v(\d+)$/.exec(source);
  return found ? Number(found[1]) : null;
}

/** By seed, those that have captions: the original text, rounds and other models as the plan has them. */
export function sourcesBySeed(db: Db, plan: Arms): { seed: number; sources: string[] }[] {
  const known = modelsOf(plan);
  const rank = (model: string): number => (known.includes(model) ? known.indexOf(model) : known.length);
  return [...Map.groupBy(writersOf(db), ({ seed }) => seed)]
    .sort(([a], [b]) => a - b)
    .map(([seed, writers]) => {
      const models = writers.map(({ model }) => model);
      return {
        seed,
        sources: ['original', ...models.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))],
      };
    });
}

/**
 * A specialist answers several prompts about an image, some of them with a single word: its answer to its first describing prompt (one
 * without slots) is judged. Null: whatever the source wrote first.
 */
export function judgedPrompt(plan: Pick<Plan, 'specialists'>, source: string): string | null {
  const specialist = plan.specialists.find(({ name }) => name === source);
  return specialist?.prompts.find((prompt) => !hasSlots(prompt)) ?? null;
}
