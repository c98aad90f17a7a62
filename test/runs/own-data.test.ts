/** `squared run --data FOLDER` on photographs and drawings: the loop runs, what is absent or broken is said, nothing is touched. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporary.ts';
import { ownData } from './own-data.ts';

const squared = join(import.meta.dirname, '../../main/cli/squared.ts');

test('the loop runs on a folder of pictures with captions', async () => {
  const home = temporaryFolder('home');
  const folder = join(home, 'pictures');
  const { described, silent, broken } = await ownData(folder, 12);
  const before = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs]);
  const env = { ...process.env, SQUARED_HOME: home };
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [squared, 'run', '--preset', 'smoke', '--data', folder, '--name', 'own', '--json'],
    { env, encoding: 'utf8', maxBuffer: 1e9 },
  );
  expect(stderr).toBe('');
  const outcome = JSON.parse(stdout.trim().split('\n').at(-1) as string);
  expect(outcome).toMatchObject({ state: 'done' });
  expect(status).toBe(0);
  const left = new Map(outcome.skipped.map((one: { what: string; count: number }) => [one.what, one.count]));
  for (const what of ['SFT stage', 'held-out loss', 'specialists', 'benchmark of own captions'])
    expect(left.get(what)).toBe(1);
  expect(left.get('pretraining images without text')).toBe(silent);
  const quarantined = outcome.skipped.filter(({ what }: { what: string }) => what.startsWith('quarantined'));
  expect(quarantined.reduce((sum: number, one: { count: number }) => sum + one.count, 0)).toBe(broken);

  const experiment = JSON.parse(
    execFileSync(process.execPath, [squared, 'status', 'own', '--json'], { env, encoding: 'utf8' }),
  );
  const stateOf = (id: string) => experiment.steps.find((step: { id: string }) => step.id === id)?.state;
  expect(stateOf('train.seed1.v2')).toBe('done');
  expect(stateOf('recaption.seed1.v0')).toBe('done');
  expect(experiment.steps.find((step: { id: string }) => step.id === 'recaption.seed1.v1').done).toBe(
    described + silent,
  );
  for (const id of ['evaluate.seed1.v0', 'decide.seed1.v1', 'train.seed1.spatial', 'train.seed1.final']) {
    expect(stateOf(id)).toBe('skipped');
  }
  expect(statSync(experiment.reportPath).size).toBeGreaterThan(10_000);
  expect(readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs])).toEqual(before);
}, 240_000);
