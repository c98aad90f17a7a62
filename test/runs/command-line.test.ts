/** The command line as a person or a script uses it: exit statuses, JSON, Ctrl-C. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporary.ts';

const script = join(import.meta.dirname, '../../main/cli/squared.ts');
const newHome = () => ({ ...process.env, SQUARED_HOME: temporaryFolder('home') });

function squared(env: NodeJS.ProcessEnv, ...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], {
    env,
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

test('--help names every command', () => {
  const { stdout, status } = squared(newHome(), '--help');
  expect(status).toBe(0);
  for (const command of ['run', 'resume', 'status', 'cancel', 'list', 'report', 'judge', 'doctor']) {
    expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(squared(newHome(), command, '--help').stdout).toContain('--json');
  }
});

test('what cannot be done is said with what to do, and the exit status is 1', () => {
  const env = newHome();
  expect(squared(env, 'run', '--preset', 'nope')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/There is no preset "nope"\.\nUse one of: .*smoke/),
  });
  expect(squared(env, 'run', '--data', '/no/such/folder').stderr).toContain(
    'There is no folder /no/such/folder.',
  );
  expect(squared(env, 'status').stderr).toContain('There is no experiment yet.');
  expect(squared(env, 'resume', 'nothing').stderr).toContain('There is no experiment at');
  const asJson = squared(env, 'run', '--preset', 'nope', '--json');
  expect(asJson).toMatchObject({ status: 1, stderr: '' });
  expect(JSON.parse(asJson.stdout).error).toMatchObject({ message: 'There is no preset "nope".' });
});

test("a server's key goes to the system's key store, or the way without one is told", () => {
  const env = newHome();
  const key = (...args: string[]) =>
    spawnSync(process.execPath, [script, 'key', ...args], { env, encoding: 'utf8', input: 'secret\n' });
  expect(key('set', 'My Server').stderr).toBe(
    '"My Server" is no name for a key.\nUse small letters, digits and hyphens, as in `my-server`.\n',
  );
  const { status, stdout, stderr } = key('set', 'squared-test');
  expect(`${stdout}${stderr}`).not.toContain('secret');
  if (status === 0) expect(JSON.parse(key('forget', 'squared-test', '--json').stdout).forgotten).toBe(true);
  else
    expect(stderr).toMatch(/^The system's key store cannot be used: .*\n.*SQUARED_KEY_SQUARED_TEST=\.\.\./);
});

test('a damaged experiment is listed as damaged', () => {
  const env = newHome();
  const folder = join(env.SQUARED_HOME, 'experiments', 'broken');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'experiment.json'), '{"version": 1');
  const { experiments, presets } = JSON.parse(squared(env, 'list', '--json').stdout);
  expect(experiments).toHaveLength(1);
  expect(experiments[0]).toMatchObject({ name: 'broken', state: 'damaged' });
  expect(presets.map(({ name }: { name: string }) => name)).toContain('demo');
  const resumed = squared(env, 'resume', 'broken');
  expect(resumed.status).toBe(1);
  expect(resumed.stderr).toMatch(/damaged.*\n.*start a new experiment/);
});

test('doctor tells the same as JSON and for people', () => {
  const env = newHome();
  const { items, ok } = JSON.parse(squared(env, 'doctor', '--json').stdout);
  const { stdout, status } = squared(env, 'doctor');
  expect(status).toBe(ok ? 0 : 1);
  for (const { name } of items) expect(stdout).toContain(name);
});

test('Ctrl-C cancels, keeps what was done and exits with 130; report tells what is there', async () => {
  const env = newHome();
  const child = spawn(process.execPath, [script, 'run', '--preset', 'smoke', '--json'], { env });
  const events: { event?: string; state?: string; path?: string }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = JSON.parse(line);
    events.push(event);
    if (event.event === 'run.step' && event.step.id === 'import' && event.step.state === 'running')
      child.kill('SIGINT');
  });
  const status = await new Promise((resolve) => child.once('exit', resolve));
  expect(status).toBe(130);
  expect(events.at(-1)).toMatchObject({ state: 'cancelled' });
  const { summary, steps } = JSON.parse(squared(env, 'status', '--json').stdout);
  expect(summary.state).toBe('cancelled');
  expect(steps[0]).toMatchObject({ id: 'world', state: 'done' });
  expect(squared(env, 'status').stdout).toContain('resume goes on from here');
  expect(squared(env, 'cancel').stdout).toContain('is not running');
  expect(squared(env, 'report')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('Nothing is stored yet'),
  });
}, 60_000);
