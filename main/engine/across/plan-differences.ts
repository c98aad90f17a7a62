/** Where two plans differ, member by member. Pure. */
import type { PlanDifference } from '../../../shared/compare.ts';
import type { Plan } from '../../../shared/plan.ts';

/** Characters of a value that are told; two values that differ behind them say where. */
const mostCharacters = 200;

/**
 * Members that differ, in the order of the first plan. Lists of named things (specialists, variants, own benchmarks) are compared by name,
 * other lists whole, as their order counts; what one plan lacks altogether is one difference. Values are JSON, texts stand as they are.
 */
export const planDifferences = (here: Plan, there: Plan): PlanDifference[] => differences(here, there, '');

function differences(here: unknown, there: unknown, path: string): PlanDifference[] {
  const [ours, theirs] = [membersOf(here), membersOf(there)];
  if (ours && theirs)
    return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((name) =>
      differences(ours.get(name), theirs.get(name), path === '' ? name : `${path}.${name}`),
    );
  const [a, b] = [written(here), written(there)];
  return a === b ? [] : [{ member: path, ...shortened(a, b) }];
}

/** Null for what has no members of its own. An empty list is a value: `controls: []` differs from one with controls. */
function membersOf(value: unknown): Map<string, unknown> | null {
  if (value === null || typeof value !== 'object') return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const named = value.every((one) => typeof one === 'object' && one !== null && 'name' in one);
  return named && value.length > 0 ? new Map(value.map((one) => [String(one.name), one])) : null;
}

const written = (value: unknown): string | null =>
  value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);

/** Both cut alike, from where they begin to differ if that lies behind the cut. */
function shortened(here: string | null, there: string | null): Pick<PlanDifference, 'here' | 'there'> {
  const [a, b] = [here ?? '', there ?? ''];
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++;
  const from = here !== null && there !== null && same > mostCharacters / 2 ? same - 20 : 0;
  const cut = (text: string | null): string | null => {
    if (text === null) return null;
    const shown = text.slice(from, from + mostCharacters);
    return `${from > 0 ? '…' : ''}${shown}${from + mostCharacters < text.length ? '…' : ''}`;
  };
  return { here: cut(here), there: cut(there) };
}
