/** `squared judge` as a person or a script uses it, on a made-up experiment and a small server of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type ChatServer, caption, startChatServer } from '../../servers/chat-server.ts';
import { temporaryFolder } from '../../temporary.ts';
import { madeUp } from '../engine/judges/made-up.ts';

const script = join(import.meta.dirname, '../../../main/cli/squared.ts');
const servers: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

function squared(...args: string[]): Promise<{ stdout: string; stderr: string; status: number | null }> {
  const env = { ...process.env, SQUARED_HOME: temporaryFolder('home') };
  const child = spawn(process.execPath, [script, 'judge', ...args], { env });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  return new Promise((resolve) => child.once('close', (status) => resolve({ ...said, status })));
}

test('judges, prints the figures with their intervals, and says that a second time nothing is asked', async () => {
  const server = await startChatServer(({ body }, response) =>
    caption(response, body.messages[0].content[1].text.includes('Caption B') ? 'T' : '7'),
  );
  servers.push(server);
  const { folder } = await madeUp(6);
  const judge = [folder, '--endpoint', server.url, '--model', 'my/judge', '--pairs', '4', '--scores', '3'];
  const first = await squared(...judge, '--against', 'v0,v1', 'v1,v2');
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toContain('my/judge: 25 questions asked, 0 answered before, 0 without an answer.');
  expect(first.stdout).toMatch(/^v1 wins against v0 +50\.0 % \[.*4 images$/m);
  expect(first.stdout).toMatch(/^v2 scores +7\.00 \[7\.00, 7\.00\] +3 images$/m);
  expect(first.stdout).toContain('Consistent over both orders: 100.0 %');
  const second = await squared(...judge, '--against', 'v0,v1', 'v1,v2', '--json');
  const lines = second.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({ asked: 0, known: 25, results: { judge: 'my/judge', pairs: 8 } });
  expect(server.asked.length).toBe(25);
}, 60_000);

test.each<[string, string[], RegExp]>([
  [
    'no address',
    ['--endpoint', 'nowhere', '--model', 'm'],
    /The judge cannot be asked: url.*\nAn address looks like/,
  ],
  [
    'a key in the address',
    ['--endpoint', 'http://a:b@c/v1', '--model', 'm'],
    /a key has no place in an address/,
  ],
  ['half a pair', ['--endpoint', 'http://127.0.0.1:9/v1', '--model', 'm', '--against', 'v0'], /two sources/],
  ['no number', ['--endpoint', 'http://127.0.0.1:9/v1', '--model', 'm', '--pairs', 'x'], /whole number/],
])('%s is refused in words', async (_, args, words) => {
  const { folder } = await madeUp(2);
  const { status, stderr } = await squared(folder, ...args);
  expect(status).toBe(1);
  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/^\s+at /m);
});
