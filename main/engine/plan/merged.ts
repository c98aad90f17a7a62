/** A preset's members with a document's changes: objects member by member, anything else (lists too) as a whole. */
export function merged(base: unknown, changes: unknown): Record<string, unknown> {
  return merge(base, changes) as Record<string, unknown>;
}

function merge(base: unknown, change: unknown): unknown {
  if (!isMembers(base) || !isMembers(change) || differentKind(base, change)) return change;
  // Own members only, and defined rather than assigned: a text may name `__proto__`.
  const result = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(change)) {
    result.set(key, result.has(key) ? merge(result.get(key), value) : value);
  }
  return Object.fromEntries(result);
}

/** Members that choose a kind (`dataset`) replace what was chosen before. */
const differentKind = (base: Record<string, unknown>, change: Record<string, unknown>): boolean =>
  'kind' in base && 'kind' in change && base.kind !== change.kind;

const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
