/** The name of a step's result: a hash of everything it depends on. Two steps with one key give the same result, whatever experiment they stand in. */
import { createHash } from 'node:crypto';
import type { Node } from './graph.ts';

/** What lies outside the plan and decides results all the same, each as a fingerprint. */
export interface Identities {
  /** The project's code and pretrained weights. */
  readonly software: string;
  /** The user's images and texts; empty for a drawn world, which its seed names. */
  readonly data: string;
  /** The questions and answers of the user's benchmarks; empty for a drawn world. */
  readonly exams: string;
}

/** By step id. `nodes` in an order in which each stands behind what it depends on. */
export function keysOf(nodes: readonly Node[], identities: Identities): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { id, kind, seed, model, round, settings, dependsOn } of nodes) {
    const parents = dependsOn.map((parent) => {
      const key = keys.get(parent);
      if (!key) throw new Error(`${id} stands before ${parent}, which it depends on.`);
      return key;
    });
    const { software, data, exams } = identities;
    const outside = {
      software,
      ...(dependsOn.length === 0 ? { data } : {}),
      ...(kind === 'evaluate' ? { exams } : {}),
    };
    const named = canonical({ kind, seed, model, round, settings, parents, outside });
    keys.set(id, createHash('sha256').update(named).digest('hex').slice(0, 32));
  }
  return keys;
}

/** JSON with members in alphabetical order, so that a plan's order of writing changes nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
