/** A server writes the recaptions of a real little experiment: a good one, a troubled one, and one that goes away. */
import { rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { placesOf } from '../../main/engine/places.ts';
import { failuresOfImage, openForReading, speedOf } from '../../main/engine/store/index.ts';
import type { RunSpeed } from '../../shared/library-requests.ts';
import { Endpoint } from '../../shared/plan.ts';
import { type Asked, type ChatServer, caption, refuse, startChatServer } from '../servers/chat-server.ts';
import { littleExperiment, runHere, stepsOf, untilStep } from './little-experiment.ts';

const folders: string[] = [];
const servers: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const folder of folders.splice(0)) rmSync(dirname(folder), { recursive: true, force: true });
});

async function serving(answer: (asked: Asked, response: ServerResponse) => void): Promise<ChatServer> {
  const server = await startChatServer(answer);
  servers.push(server);
  return server;
}

/** One epoch of everything: what the models learn is not looked at here. */
function experiment(url: string, how: object): string {
  const captioner = Endpoint.parse({ kind: 'endpoint', url, model: 'big/model', ...how });
  const folder = littleExperiment((plan) => ({ ...plan, benchmarks: ['pope'], captioner }));
  folders.push(folder);
  return folder;
}

const recaptionStep = (folder: string) => stepsOf(folder).find(({ id }) => id === 'recaption.seed1.v0');

function reading<T>(folder: string, read: (db: ReturnType<typeof openForReading>) => T): T {
  const db = openForReading(placesOf(folder).database);
  try {
    return read(db);
  } finally {
    db.close();
  }
}

const captionsOf = (folder: string) =>
  reading(folder, (db) =>
    db
      .prepare(
        'SELECT image_id AS image, text, checkpoint, tokens, usd, seconds FROM captions ORDER BY image_id',
      )
      .all(),
  ) as { image: number; text: string; checkpoint: string; tokens: number; usd: number; seconds: number }[];

test('trouble is waited out, what fails is told item by item, and the rest is written, priced and trained on', async () => {
  const seen = new Map<string, number>();
  const never = new Set<string>();
  let speed: ReturnType<typeof speedOf> = null;
  const server = await serving(({ body }, response) => {
    const picture = body.messages[0].content[0].image_url.url;
    const times = (seen.get(picture) ?? 0) + 1;
    seen.set(picture, times);
    const place = [...seen.keys()].indexOf(picture);
    if (place === 3) never.add(picture);
    if (place === 40) speed = reading(folder, speedOf);
    if (never.has(picture)) return refuse(response, 400, 'this picture is not to my liking');
    if (times === 1 && place === 5) return refuse(response, 429, '', { 'retry-after': '0.2' });
    if (times === 1 && place === 6) return refuse(response, 500);
    if (times === 1 && place === 7) return void response.end('{"choices": ');
    if (times === 1 && place === 8) return void response.destroy();
    // Slow enough for requests to meet.
    setTimeout(() => caption(response, `a picture of ${picture.length} letters.`), 5);
  });
  const folder: string = experiment(server.url, { inFlight: 4, price: { input: 1, output: 4 } });
  expect(await runHere(folder)).toBe('done');
  expect(speed).toMatchObject({ step: 'recaption.seed1.v0' });
  const { imagesPerSecond, tokensPerSecond } = speed as unknown as RunSpeed;
  expect(imagesPerSecond).toBeGreaterThan(0);
  // Each caption has twenty.
  expect(tokensPerSecond).toBeCloseTo(20 * (imagesPerSecond as number), 6);
  expect(server.mostTogether()).toBe(4);
  const captions = captionsOf(folder);
  const images = seen.size;
  expect(captions.length).toBe(images - 1);
  for (const { checkpoint, tokens, usd, seconds } of captions) {
    expect(checkpoint).toBe(`endpoint:${server.url}#big/model`);
    expect(tokens).toBe(20);
    expect(usd).toBeCloseTo((1000 + 80) / 1e6, 9);
    expect(seconds).toBeGreaterThan(0);
  }
  const step = recaptionStep(folder);
  expect(step).toMatchObject({ state: 'done', title: 'Recaption by big/model', done: images, total: images });
  expect(step?.note).toBe(
    `Written by big/model at ${server.url}: ${((images - 1) * 20).toLocaleString('en-US')} tokens, ${(((images - 1) * 1080) / 1e6).toFixed(4)} USD.`,
  );
  const { skipped, failed } = reading(folder, (db) => ({
    skipped: db.prepare("SELECT count, why FROM skipped WHERE step_id = 'recaption.seed1.v0'").all(),
    failed: db.prepare('SELECT image_id AS image FROM failed_captions').all() as { image: number }[],
  }));
  const reason = 'status 400: this picture is not to my liking';
  expect(skipped).toEqual([{ count: 1, why: reason }]);
  expect(failed.length).toBe(1);
  const [failure] = reading(folder, (db) => failuresOfImage(db, (failed[0] as { image: number }).image));
  expect(failure).toMatchObject({ model: 'v0', seed: 1, reason });
}, 240_000);

test('a server that goes away stops the step with a clear word, and resume asks only what is missing', async () => {
  let up = true;
  const server = await serving((_, response) => {
    if (server.asked.length === 40) up = false;
    if (up) caption(response, 'a thing.');
    else refuse(response, 503, 'restarting');
  });
  const folder = experiment(server.url, { inFlight: 2, retries: 0, logProbabilities: false });
  expect(await runHere(folder)).toBe('failed');
  expect(recaptionStep(folder)?.note).toMatch(
    /has failed 8 captions in a row; the last one: status 503: restarting\. What it has written is kept\./,
  );
  const before = captionsOf(folder);
  expect(before.length).toBeGreaterThan(30);
  up = true;
  const asked = server.asked.length;
  expect(await runHere(folder)).toBe('done');
  const after = captionsOf(folder);
  expect(server.asked.length - asked).toBe(after.length - before.length);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(reading(folder, (db) => db.prepare('SELECT count(*) AS n FROM failed_captions').get())).toEqual({
    n: 0,
  });
}, 240_000);

test('cancel answers within a second while the server is slow, and keeps what came', async () => {
  const server = await serving((_, response) => {
    if (server.asked.length <= 20) caption(response, 'a thing.');
  });
  const folder = experiment(server.url, { inFlight: 4 });
  const cancelled = new AbortController();
  const run = runHere(folder, cancelled.signal);
  await untilStep(folder, 'recaption.seed1.v0', ({ state }) => state === 'running');
  await expect.poll(() => captionsOf(folder).length, { timeout: 20_000 }).toBe(20);
  const began = performance.now();
  cancelled.abort();
  expect(await run).toBe('cancelled');
  expect(performance.now() - began).toBeLessThan(1500);
  expect(captionsOf(folder).length).toBe(20);
}, 240_000);
