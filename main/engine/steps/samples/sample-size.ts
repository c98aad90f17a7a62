/** How many pretraining images the final generalist describes so that it can be seen what it has kept (steps/describe-sample.ts), and with how many questions. */
import type { Plan } from '../../../../shared/plan.ts';
import { hasSlots } from './prompts.ts';

/** Enough for shares within a few points of a hundred; more would cost more than they tell. */
export const mostSampled = 200;

/** Every specialist's prompts that name nothing. */
export const openPrompts = ({ specialists }: Pick<Plan, 'specialists'>): string[] =>
  specialists.flatMap(({ prompts }) => prompts.filter((prompt) => !hasSlots(prompt)));

/** Of so many pretraining images; a few less where a specialist is asked one of the long prompts. */
export const sampleQuestions = (plan: Pick<Plan, 'specialists'>, images: number): number =>
  Math.min(mostSampled, images) * (1 + new Set(openPrompts(plan)).size);
