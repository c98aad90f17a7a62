import { expect, test } from 'vitest';
import { timeOf } from '../../../../main/engine/library/estimate.ts';
import { expand } from '../../../../main/engine/plan/expand.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import type { Plan, Step } from '../../../../shared/models.ts';

const done = (plan: Plan, seconds: number, note: string | null = null): Step[] =>
  expand(plan).map((step) => ({
    ...step,
    state: 'done',
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: new Date(Date.parse('2026-01-01T00:00:00.000Z') + seconds * 1000).toISOString(),
    note,
  }));

test('each kind of step takes what it took in the experiment that is most alike', () => {
  const plan = planOf('smoke');
  const longer = { ...plan, rounds: plan.rounds + 1 };
  const measured = [{ name: 'before', plan, steps: done(plan, 10), bytes: 1000 }];
  const found = timeOf(longer, measured);
  expect(found.seconds).toBe(expand(longer).length * 10);
  expect(found.basis).toContain('before on this machine');
  expect(found.bytes).toBeGreaterThan(1000);
});

test('what was taken over from elsewhere says nothing about its time; then the preset does', () => {
  const plan = planOf('smoke');
  const taken = done(plan, 0, 'Taken over from a: everything it depends on is the same.');
  const found = timeOf(plan, [{ name: 'before', plan, steps: taken, bytes: 1 }]);
  expect(found.seconds).toBeCloseTo(60, 5);
  expect(found.basis).toContain('took on two cores');
});

test('of data that nobody has run on, nothing is claimed', () => {
  const plan: Plan = { ...planOf('smoke'), dataset: { kind: 'folder', path: '/mine' } };
  expect(timeOf(plan, [])).toMatchObject({ seconds: null, bytes: null });
});
