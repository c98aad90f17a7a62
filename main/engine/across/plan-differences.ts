/** Where two plans differ, member by member. Pure. */
import type { PlanDifference } from '../../../shared/compare.ts';
import type { Plan } from '../../../shared/models.ts';

/** Characters of a value that are told; two values that differ behind them say where. */
const mostCharacters = 200;

/**
 * Members that differ, in the order of the first plan. Lists of named things (specialists, variants, own benchmarks) are compared by name,
 * other lists whole, as their order counts. Values are JSON, texts stand as they are.
 */
export function planDifferences(here: Plan, there: Plan): PlanDifference[] {
  const [ours, theirs] = [membersOf(here), membersOf(there)];
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((member) => {
    const [a, b] = [ours.get(member) ?? null, theirs.get(member) ?? null];
    return a === b ? [] : [{ member, ...shortened(a, b) }];
  });
}

function membersOf(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  const entries = entriesOf(value);
  if (entries) {
    for (const [name, own] of entries) membersOf(own, path === '' ? name : `${path}.${name}`, into);
  } else if (value !== undefined) {
    into.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return into;
}

/** Null for what has no members of its own. An empty list or object is a value: `controls: []` differs from one with controls. */
function entriesOf(value: unknown): [string, unknown][] | null {
  if (value === null || typeof value !== 'object') return null;
  if (!Array.isArray(value)) return Object.entries(value);
  const named = value.every((one) => typeof one === 'object' && one !== null && 'name' in one);
  return named && value.length > 0 ? value.map((one) => [String(one.name), one]) : null;
}

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
