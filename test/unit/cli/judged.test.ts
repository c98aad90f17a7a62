/** `squared judged` on a made-up experiment that two people have judged. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgedInWords } from '../../../main/cli/commands/judged.ts';
import { temporaryFolder } from '../../temporary.ts';
import { madeUp, engine as newEngine } from '../engine/judges/made-up.ts';

const script = join(import.meta.dirname, '../../../main/cli/squared.ts');

test('prints win rates, agreement between judges and with metrics, and whether one side is favoured', async () => {
  const { folder: path, db } = await madeUp(8);
  db.close();
  const engine = newEngine();
  expect(judgedInWords(await engine.call('judge.results', { path }))).toMatch(/^Nothing has been judged yet/);
  await engine.call('judge.draw', { path, pairs: 8, against: [['v0', 'v1']] });
  for (const judge of ['Ada', 'Bob']) {
    let { pair } = await engine.call('judge.next', { path, judge });
    while (pair) {
      const answer = pair.left.length > pair.right.length ? 'left' : 'right';
      pair = (await engine.call('judge.answer', { path, judge, pair: pair.token, answer })).pair;
    }
  }
  const results = await engine.call('judge.results', { path });
  await engine.stop();
  const said = judgedInWords(results);
  expect(said).toMatch(/^v1 wins against v0 \(seed 1\) +100\.0 % \[.*8 images +2 judges$/m);
  expect(said).toMatch(/^Ada and Bob: Cohen's kappa .*the same answer on 100\.0 %.*8 common pairs$/m);
  expect(said).toMatch(/^Words +100\.0 % \[.*8 pairs decided, 0 undecided$/m);
  expect(said).toContain('The left caption is named in');

  const env = { ...process.env, SQUARED_HOME: temporaryFolder('home') };
  const { stdout, status } = spawnSync(process.execPath, [script, 'judged', path], { env, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout.trim()).toBe(said.trim());
}, 120_000);
