/** A try of prompts through the engine: a server's answers, errors image by image, one try at a time, and nothing left behind. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import type { EventName } from '../../../../shared/events.ts';
import { type ChatServer, caption, refuse, startChatServer } from '../../../servers/chat-server.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { folderOf, picture } from '../formats/temporary-folder.ts';
import { ownHome } from '../run/home.ts';

/** Scratch folders of this test's own, so that what is left behind can be seen. */
function ownTemporary(): string {
  const folder = join(temporaryFolder('tries'), 'tmp');
  mkdirSync(folder);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  onTestFinished(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
  return folder;
}

const servers: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serving(...[answer]: Parameters<typeof startChatServer>): Promise<ChatServer> {
  const server = await startChatServer(answer);
  servers.push(server);
  return server;
}

async function data(): Promise<string> {
  const colours = ['#aa0000', '#00aa00', '#0000aa', '#aaaa00'];
  const jpegs = colours.map((colour) => picture(16, 16, colour).jpeg().toBuffer());
  const [a, b, c, d] = await Promise.all(jpegs);
  return folderOf({ 'a.jpg': a, 'a.txt': 'red', 'b.jpg': b, 'c.jpg': c, 'd.jpg': d, 'e.jpg': 'no image' });
}

const planOf = (url: string, folder: string, more = ''): { file: string; text: string } => ({
  file: 'plan.yaml',
  text: `base: smoke\ndataset: { kind: folder, path: ${JSON.stringify(folder)} }\ncaptioner: { kind: endpoint, url: "${url}", model: big/model, retries: 0, inFlight: 1 }\nlongPrompts: ["say all of it."]\n${more}`,
});

function engine(): { squared: Engine; heard: string[] } {
  const heard: string[] = [];
  const squared = new Engine((event: EventName, told) => {
    if (event === 'prompts.progress') heard.push((told as { phase: string }).phase);
  });
  onTestFinished(() => squared.stop());
  return { squared, heard };
}

test('each image has its answer or its reason; what the plan would not train on is told; nothing is left', async () => {
  const home = ownHome();
  const folder = await data();
  const scratch = ownTemporary();
  let asked = 0;
  const server = await serving((_, response) => {
    asked++;
    if (asked === 2) refuse(response, 400, 'this picture is not liked');
    else caption(response, asked === 3 ? 'short' : 'a square of one colour, and nothing else');
  });
  const { squared, heard } = engine();
  const document = planOf(server.url, folder, 'keep: { minimumWords: 3 }\n');
  const tried = await squared.call('prompts.try', { document, model: { kind: 'plan' } });
  expect(tried).toMatchObject({ by: 'big/model', note: null, next: null, decoding: { maxNewTokens: 32 } });
  expect(tried.images.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg']);
  const [first, second, third, fourth, broken] = tried.images;
  expect(first).toMatchObject({
    original: 'red',
    prompt: 'say all of it.',
    error: null,
    caption: { text: 'a square of one colour, and nothing else', rejected: null },
  });
  expect(first?.caption?.seconds).toBeGreaterThan(0);
  expect(second).toMatchObject({ caption: null });
  expect(second?.error).toContain('not liked');
  expect(third?.caption).toMatchObject({ text: 'short', rejected: 'fewer than 3 words' });
  expect(fourth?.error).toBeNull();
  expect(broken).toMatchObject({ prompt: null, caption: null, thumbnail: null });
  expect(broken?.error).toContain('not a JPEG');
  expect([...new Set(heard)]).toEqual(['pictures', 'model', 'captions']);
  expect(readdirSync(scratch)).toEqual([]);
  expect(readdirSync(home)).toEqual([]);
});

test('one prompt alone; a plan that names no captioner that is there; a plan with a fault', async () => {
  ownHome();
  const server = await serving(({ body }, response) =>
    caption(response, JSON.stringify(body.messages[0].content[1])),
  );
  const { squared } = engine();
  const document = planOf(server.url, await data());
  const { images } = await squared.call('prompts.try', {
    document,
    model: { kind: 'plan' },
    prompt: 'is it red?',
  });
  expect(images[0]).toMatchObject({ prompt: 'is it red?' });
  expect(images[0]?.caption?.text).toContain('is it red?');
  await expect(squared.call('prompts.try', { preset: 'smoke', model: { kind: 'plan' } })).rejects.toThrow(
    'yet to train',
  );
  const faulty = { file: 'plan.yaml', text: 'base: smoke\nrouds: 2\n' };
  await expect(squared.call('prompts.try', { document: faulty, model: { kind: 'plan' } })).rejects.toThrow(
    'line 2',
  );
});

test('stopped, it ends at once and is cleared away; a new try ends the one before', async () => {
  ownHome();
  const folder = await data();
  const scratch = ownTemporary();
  let held = 0;
  const server = await serving(({ body }, response) => {
    // The first prompt is never answered.
    if (JSON.stringify(body).includes('say all of it.')) held++;
    else caption(response, 'answered');
  });
  const { squared } = engine();
  const document = planOf(server.url, folder);
  const trying = (prompt?: string) =>
    squared.call('prompts.try', { document, model: { kind: 'plan' }, ...(prompt && { prompt }) });
  const until = async (times: number): Promise<void> => {
    while (held < times) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const stopped = expect(trying()).rejects.toThrow('The try was stopped.');
  await until(1);
  const before = performance.now();
  expect(await squared.call('prompts.cancel', {})).toEqual({ cancelled: true });
  expect(performance.now() - before).toBeLessThan(5000);
  await stopped;
  expect(await squared.call('prompts.cancel', {})).toEqual({ cancelled: false });
  const ended = expect(trying()).rejects.toThrow('The try was stopped.');
  await until(2);
  expect((await trying('what is it?')).images[0]?.caption?.text).toBe('answered');
  await ended;
  expect(readdirSync(scratch)).toEqual([]);
});
