/** `squared export` as a person or a script uses it: what it prints, Ctrl-C, and a process that is killed. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporary.ts';
import { type MadeUp, madeUpExperiment } from '../unit/engine/export/made-up.ts';

const script = join(import.meta.dirname, '../../main/cli/squared.ts');

const command = ({ folder, outs }: MadeUp, ...more: string[]) => [
  script,
  'export',
  folder,
  '--out',
  join(outs, 'out'),
  ...more,
];

function squared(made: MadeUp, ...more: string[]) {
  const env = { ...process.env, SQUARED_HOME: temporaryFolder('home') };
  const { stdout, stderr, status } = spawnSync(process.execPath, command(made, ...more), {
    env,
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

test('it says what it wrote and what it left out, for people and as JSON', async () => {
  const made = await madeUpExperiment();
  const { status, stdout, stderr } = squared(made, '--what', 'round:2', '--format', 'parquet');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toBe(
    `Left out: its recaption is missing or empty (1)\n7 images with 7 texts, 3 files, 0 MB\n${join(made.outs, 'out')}\n`,
  );
  const again = squared(made, '--what', 'round:2', '--format', 'llava', '--json');
  expect(again.status).toBe(1);
  expect(JSON.parse(again.stdout).error).toMatchObject({ message: expect.stringContaining('is not empty') });
});

test('JSON: progress line by line, the outcome last', async () => {
  const made = await madeUpExperiment();
  const { stdout } = squared(made, '--what', 'final', '--format', 'vila', '--json');
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({ format: 'vila', part: 'final', images: 7, turns: 10 });
  for (const line of lines.slice(0, -1)) expect(line).toMatchObject({ event: 'export.progress', total: 8 });
});

test.each([
  [['--what', 'rounds', '--format', 'llava'], 'must be original, round:N, specialist:NAME or final'],
  [['--what', 'final', '--format', 'xml'], 'Allowed choices are llava, sharegpt'],
  [['--what', 'final', '--format', 'webdataset', '--images', 'reference'], 'carries the pictures inside'],
  [['--what', 'final', '--format', 'llava', '--seed', '9'], 'This experiment has no seed 9.'],
])('%j is refused in words', async (more, words) => {
  const made = await madeUpExperiment();
  const { status, stderr } = squared(made, ...more);
  expect(status).toBe(1);
  expect(stderr).toContain(words);
});

/** A long export, once it has begun to write. */
async function under(made: MadeUp): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    command(made, '--what', 'original', '--format', 'webdataset', '--json'),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    if (JSON.parse(line).done >= 1000) return child;
  }
  throw new Error('It ended before it was far enough.');
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)));

test('Ctrl-C ends it within a second and leaves nothing', async () => {
  const made = await madeUpExperiment({ more: 30_000 });
  const child = await under(made);
  const end = ended(child);
  const asked = performance.now();
  child.kill('SIGINT');
  expect(await end).toBe(130);
  expect(performance.now() - asked).toBeLessThan(1000);
  expect(readdirSync(made.outs)).toEqual([]);
}, 60_000);

test('killed, it leaves nothing that could be taken for an export; the next one clears it away', async () => {
  const made = await madeUpExperiment({ more: 30_000 });
  const child = await under(made);
  const end = ended(child);
  child.kill('SIGKILL');
  await end;
  expect(readdirSync(made.outs)).toEqual([expect.stringMatching(/^\.out\.export-/)]);
  const { status } = squared(made, '--what', 'original', '--format', 'webdataset');
  expect(status).toBe(0);
  expect(readdirSync(made.outs)).toEqual(['out']);
  expect(JSON.parse(readFileSync(join(made.outs, 'out', 'export.json'), 'utf8')).images).toBe(30_007);
}, 120_000);
