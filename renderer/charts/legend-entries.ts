/** What a legend names: every model, or where they are many what each look means. Pure. */
import type { Plan } from '../../shared/plan.ts';
import { modelColour, modelName, roleOf, shareOf } from '../data/names.ts';
import { isCrowded } from './crowded.ts';
import { isRing } from './model-look.ts';

export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  readonly ring: boolean;
}

type Looks = Pick<Plan, 'specialists' | 'controls'> & Partial<Pick<Plan, 'variants'>>;

export function legendEntries(models: readonly string[], plan: Looks): LegendEntry[] {
  const each = (model: string): LegendEntry => ({
    name: modelName(model),
    colour: modelColour(model, plan),
    ring: isRing(model, plan),
  });
  if (!isCrowded(models)) return models.map(each);
  const ofRole = (...roles: string[]): string[] =>
    models.filter((model) => roles.includes(roleOf(model, plan)));
  const arms = ofRole('arm');
  const entry = (name: string, colour: string, ring: boolean, shown: boolean): LegendEntry[] =>
    shown ? [{ name, colour, ring }] : [];
  const shares = [...new Set(arms.map(shareOf))].filter((share) => share !== '');
  return [
    ...ofRole('original', 'round', 'specialist', 'final').map(each),
    ...entry(
      'Final with one specialist alone, in its colour',
      'var(--ink-soft)',
      false,
      arms.some((arm) => arm.startsWith('only-')),
    ),
    ...entry(
      'Final without one, in its colour; without all, in grey',
      'var(--ink-soft)',
      true,
      arms.some((arm) => arm.startsWith('without-')),
    ),
    ...entry(`The same at ${shares.join(' and ')} of the images`, 'var(--final)', false, shares.length > 0),
    ...entry('Variants of round 1', 'var(--control)', false, ofRole('variant').length > 0),
    ...entry('Controls', 'var(--control)', false, ofRole('control').length > 0),
  ];
}
