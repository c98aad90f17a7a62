/** How a model's point is drawn. Pure. */
import type { Plan } from '../../shared/models.ts';
import { roleOf } from '../data/names.ts';

/**
 * Hollow: every second control, as they share one colour, and a final generalist trained without something, as it has the colour of what it
 * lacks.
 */
export const isRing = (model: string, plan: Pick<Plan, 'controls' | 'specialists'>): boolean =>
  roleOf(model, plan) === 'arm'
    ? model.startsWith('without-')
    : (plan.controls as readonly string[]).indexOf(model) % 2 === 1;
