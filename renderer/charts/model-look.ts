/** How a model's point is drawn. Pure. */
import type { Plan } from '../../shared/models.ts';

/** Controls share one colour: every second one is a ring. */
export const isRing = (model: string, { controls }: Pick<Plan, 'controls'>): boolean =>
  (controls as readonly string[]).indexOf(model) % 2 === 1;
