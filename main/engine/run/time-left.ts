import type { Step } from '../../../shared/models.ts';

/** What is to come costs what its kind has cost so far in this run; null until each kind has been seen once. */
export function secondsLeft(steps: readonly Step[]): number | null {
  const seconds = new Map<string, number[]>();
  for (const { kind, state, startedAt, endedAt } of steps) {
    if (state !== 'done' || !startedAt || !endedAt) continue;
    seconds.set(kind, [...(seconds.get(kind) ?? []), (Date.parse(endedAt) - Date.parse(startedAt)) / 1000]);
  }
  let left = 0;
  for (const step of steps) {
    if (step.state === 'running') left += step.secondsLeft ?? 0;
    if (step.state !== 'pending') continue;
    const known = seconds.get(step.kind);
    if (!known) {
      // The report is a matter of seconds; of anything else nothing can be said before it was seen once.
      if (step.kind === 'report' || step.kind === 'decide') continue;
      return null;
    }
    left += known.reduce((sum, one) => sum + one, 0) / known.length;
  }
  return left;
}
