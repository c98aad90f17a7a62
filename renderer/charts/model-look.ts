/** How a model's point is drawn. Pure. */
import type { Plan } from '../../shared/plan.ts';
import { roleOf } from '../data/names.ts';

type Looks = Pick<Plan, 'controls' | 'specialists'> & Partial<Pick<Plan, 'variants'>>;

/**
 * Hollow: every second control or variant, as they share one colour, and a final generalist trained without something, as it has the colour of what it
 * lacks.
 */
export function isRing(model: string, plan: Looks): boolean {
  switch (roleOf(model, plan)) {
    case 'arm':
      return model.startsWith('without-');
    case 'variant':
      return (plan.variants ?? []).findIndex(({ name }) => name === model) % 2 === 1;
    default:
      return (plan.controls as readonly string[]).indexOf(model) % 2 === 1;
  }
}
