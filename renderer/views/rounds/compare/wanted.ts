/** Which experiments are held against this one, as the address says it: back, forward, reload and links keep them. Pure. */
import { hrefOf, type Query } from '../../../route.ts';

export const mostOthers = 2;
const keys = ['with', 'with2'] as const;

/** Folders of other experiments, each once. */
export function othersWanted(query: Query, path: string): string[] {
  const wanted = keys.flatMap((key) => query[key] ?? []);
  return [...new Set(wanted)].filter((one) => one !== '' && one !== path);
}

export function hrefWith(path: string, others: readonly string[]): string {
  const entries = keys.flatMap((key, at) => (others[at] === undefined ? [] : [[key, others[at]]]));
  return hrefOf('rounds', path, Object.fromEntries(entries));
}
