import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import { chosenDevice } from '../../../../main/engine/settings.ts';
import { SavedEndpoint } from '../../../../shared/settings-requests.ts';
import { type ChatServer, caption, refuse, startChatServer } from '../../../servers/chat-server.ts';
import { ownHome } from '../run/home.ts';

const servers: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serving(...answer: Parameters<typeof startChatServer>): Promise<ChatServer> {
  const server = await startChatServer(...answer);
  servers.push(server);
  return server;
}

function engine(): Engine {
  const made = new Engine(() => {});
  onTestFinished(() => made.stop());
  return made;
}

const saved = (changes: Partial<SavedEndpoint> & { name: string }): SavedEndpoint =>
  SavedEndpoint.parse({ url: 'http://127.0.0.1:1/v1', model: 'some/model', ...changes });

test('servers are kept under names, changed, and forgotten; a name has one server', async () => {
  const home = ownHome();
  const squared = engine();
  const [lab, hub] = [
    saved({ name: 'Lab' }),
    saved({ name: 'Hub', key: 'mine', price: { input: 1, output: 2 } }),
  ];
  await squared.call('endpoints.save', { endpoint: lab, replaces: null });
  expect(await squared.call('endpoints.save', { endpoint: hub, replaces: null })).toEqual([hub, lab]);
  await expect(
    squared.call('endpoints.save', { endpoint: saved({ name: 'Lab' }), replaces: null }),
  ).rejects.toThrow('There is a server called “Lab” already.');
  const renamed = { ...lab, name: 'Attic', inFlight: 3 };
  expect(await squared.call('endpoints.save', { endpoint: renamed, replaces: 'Lab' })).toEqual([
    renamed,
    hub,
  ]);
  expect((await squared.call('keys.list', {})).keys).toMatchObject([
    { name: 'mine', usedBy: ['the server “Hub”'] },
  ]);
  expect(await squared.call('endpoints.remove', { name: 'Attic' })).toEqual([hub]);
  expect(await engine().call('endpoints.list', {})).toEqual([hub]);
  // An address with a key in it is refused, so that none comes into the file.
  const leaking = { ...lab, url: 'https://me:secret@example.org/v1' };
  await expect(squared.call('endpoints.save', { endpoint: leaking, replaces: null })).rejects.toThrow(
    'a key has no place',
  );
  expect(readFileSync(join(home, 'settings.json'), 'utf8')).not.toContain('secret');
});

test('a test asks once, with a picture and the key, and tells what was answered', async () => {
  ownHome();
  process.env.SQUARED_KEY_MINE = 'secret-of-mine';
  onTestFinished(() => {
    delete process.env.SQUARED_KEY_MINE;
  });
  const server = await serving((_, response) => caption(response, 'Red.'));
  const endpoint = saved({ name: 'Lab', url: server.url, key: 'mine' });
  const answer = await engine().call('endpoints.test', { endpoint });
  expect(answer).toMatchObject({ text: 'Red.', tokens: 20, logProbabilities: true });
  expect(answer.seconds).toBeGreaterThan(0);
  expect(server.asked).toHaveLength(1);
  expect(server.asked[0]?.headers.authorization).toBe('Bearer secret-of-mine');
  expect(server.asked[0]?.body.messages[0].content[0].image_url.url).toMatch(/^data:image\/png;base64,/);
});

test('what a server refuses is told in its words: no log-probabilities, no such model, nobody there', async () => {
  ownHome();
  const squared = engine();
  const picky = await serving(({ body }, response) =>
    body.logprobs ? refuse(response, 400, 'logprobs are not supported') : caption(response, 'Red.'),
  );
  const endpoint = saved({ name: 'Picky', url: picky.url });
  expect(await squared.call('endpoints.test', { endpoint })).toMatchObject({
    text: 'Red.',
    logProbabilities: false,
  });
  const other = await serving((_, response) => refuse(response, 404, 'no model of that name'));
  await expect(
    squared.call('endpoints.test', { endpoint: saved({ name: 'Other', url: other.url }) }),
  ).rejects.toThrow('knows no chat completions by "some/model"');
  const gone = await serving((_, response) => caption(response, 'Red.'));
  await gone.stop();
  await expect(
    squared.call('endpoints.test', { endpoint: saved({ name: 'Nobody', url: gone.url }) }),
  ).rejects.toThrow('did not answer: no connection (ECONNREFUSED)');
  const keyless = saved({ name: 'Keyless', url: picky.url, key: 'never-set' });
  await expect(squared.call('endpoints.test', { endpoint: keyless })).rejects.toThrow(/key/);
  expect(picky.asked).toHaveLength(2);
});

test('the chosen device is what runs are told; SQUARED_DEVICE goes before it', async () => {
  ownHome();
  const squared = engine();
  const before = process.env.SQUARED_DEVICE;
  onTestFinished(() => {
    if (before === undefined) delete process.env.SQUARED_DEVICE;
    else process.env.SQUARED_DEVICE = before;
  });
  delete process.env.SQUARED_DEVICE;
  expect(chosenDevice()).toBe(null);
  expect(await squared.call('settings.set', { device: 'cuda:1' })).toMatchObject({ device: 'cuda:1' });
  expect(chosenDevice()).toBe('cuda:1');
  process.env.SQUARED_DEVICE = 'cpu';
  expect(chosenDevice()).toBe('cpu');
  await expect(squared.call('settings.set', { device: 'tpu' })).rejects.toThrow('malformed');
  const { cpu, torch, forced } = await squared.call('devices.list', {});
  expect(cpu.cores).toBeGreaterThan(0);
  expect(torch).toMatch(/^2\./);
  expect(forced).toBe('cpu');
}, 120_000);
