/** What a dry run prints, on a home that has measured nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporary.ts';

const script = join(import.meta.dirname, '../../main/cli/squared.ts');

function dryRun(home: string, ...args: string[]) {
  const env = { ...process.env, SQUARED_HOME: home };
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, 'run', '--dry-run', ...args], {
    env,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

test('a table of what each step takes, and what all take together; nothing is made', () => {
  const home = temporaryFolder('home');
  const said = dryRun(home, '--preset', 'demo');
  expect(said).toMatch(/Train v0 +seed 1 +998 steps +\d+ min( \d+ s)? +\d+ MB +\d\.\d+ +train\.seed1\.v0/);
  expect(said).toMatch(/\d+ steps on the preset demo: about \d+ min, \d\.\d GB of disk and \d\.\d\d USD\./);
  expect(said).toContain('People would take 180.00 USD for describing its 5,000 images once.');
  expect(said).toContain('Nothing was measured here yet: all figures are those of two cores');
  expect(said.trimEnd().endsWith('Nothing was begun.')).toBe(true);
  expect(existsSync(join(home, 'experiments'))).toBe(false);
});

test('the same as JSON, at the plan’s own prices', () => {
  const home = temporaryFolder('home');
  const file = join(home, 'plan.yaml');
  writeFileSync(file, 'base: smoke\nprices: { deviceHour: 3600, peoplePerThousand: 10 }\n');
  const { steps, estimate } = JSON.parse(dryRun(home, '--plan', file, '--json'));
  const trained = steps.find(({ id }: { id: string }) => id === 'train.seed1.v0');
  expect(trained.estimate).toMatchObject({ items: 30, reused: null, why: null });
  // A dollar a second.
  expect(trained.estimate.usd).toBeCloseTo(trained.estimate.seconds, 9);
  expect(estimate.totals.usd).toBeCloseTo(estimate.totals.seconds, 6);
  expect(estimate.totals.usdByPeople).toBe(2);
  expect(estimate.totals.unknown).toEqual({ seconds: 0, bytes: 0, usd: 0 });
});
