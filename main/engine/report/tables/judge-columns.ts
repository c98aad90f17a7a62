/** What the tables of judges share. */
import type { Measured, Stratum } from '../../../../shared/judge.ts';
import type { Arms } from '../../plan/arms.ts';
import { modelName } from '../names.ts';
import type { Column, Figure } from '../table.ts';

export const percentOf = ({ value, low, high }: Measured): Figure => ({ value, low, high });
export const comparisonColumn: Column = { key: 'comparison', title: 'Captions', format: 'text' };
export const percentColumn = (key: string, title: string): Column => ({
  key,
  title,
  unit: '%',
  format: 'percent',
});
export const integerColumn = (key: string, title: string): Column => ({ key, title, format: 'integer' });

/** `V1 against V0`, with the seed where several were judged. */
export function comparisonName(
  { first, second, seed }: Stratum,
  all: readonly Stratum[],
  plan: Arms,
): string {
  const several = new Set(all.map((one) => one.seed)).size > 1;
  return `${modelName(second, plan)} against ${modelName(first, plan)}${several ? `, seed ${seed}` : ''}`;
}
