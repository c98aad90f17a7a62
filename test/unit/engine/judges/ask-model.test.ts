/** A judge model behind a real small server: both orders, bias, errors item by item, nothing asked twice. */
import { rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import type { Events } from '../../../../shared/events.ts';
import { Endpoint } from '../../../../shared/plan.ts';
import {
  type Asked,
  type ChatServer,
  caption,
  refuse,
  startChatServer,
} from '../../../servers/chat-server.ts';
import { madeUp } from './made-up.ts';

const servers: ChatServer[] = [];
const engines: Engine[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.stop()));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serving(answer: (words: string, response: ServerResponse) => void): Promise<ChatServer> {
  const server = await startChatServer((asked, response) => answer(wordsOf(asked), response));
  servers.push(server);
  return server;
}
function engine(listener: (event: string, data: unknown) => void = () => {}): Engine {
  const made = new Engine((event, data) => listener(event, data));
  engines.push(made);
  return made;
}

const wordsOf = ({ body }: Asked): string => body.messages[0].content[1].text;
const captionsIn = (words: string): string[] =>
  words
    .split('\n')
    .filter((line) => line.startsWith('> '))
    .map((line) => line.slice(2));
const endpoint = (url: string, how: object = {}) =>
  Endpoint.parse({ kind: 'endpoint', url, model: 'some/judge', inFlight: 4, retries: 0, ...how });

/** Prefers the longer caption and scores by length, as an honest judge of these captions would. */
function honest(words: string, response: ServerResponse): void {
  const [a = '', b] = captionsIn(words);
  if (b === undefined) caption(response, String(Math.min(10, Math.max(1, Math.round(a.length / 6)))));
  else caption(response, a.length > b.length ? 'A' : 'B');
}

describe('a consistent judge', () => {
  test('is asked each pair in both orders, and each source is scored on the same images', async () => {
    const server = await serving(honest);
    const { folder: path } = await madeUp(12);
    const moved: Events['judge.progress'][] = [];
    const { asked, known, failed, results } = await engine((event, data) => {
      if (event === 'judge.progress') moved.push(data as Events['judge.progress']);
    }).call('judge.ask', {
      path,
      endpoint: endpoint(server.url, { price: { input: 1, output: 4 } }),
      pairs: 10,
      scores: 5,
    });
    // Three pairs of sources, ten images, two orders; four sources, five images.
    expect({ asked, known, failed }).toEqual({ asked: 60 + 20, known: 0, failed: 0 });
    expect(server.asked.length).toBe(80);
    expect(moved.at(-1)).toMatchObject({ path, judge: 'some/judge', done: 80, total: 80 });
    const orders = server.asked.map((one) => captionsIn(wordsOf(one))).filter(({ length }) => length === 2);
    const keys = new Set(orders.map((both) => both.join('|')));
    expect(keys.size).toBe(60);
    for (const [a, b] of orders) expect(keys.has(`${b}|${a}`)).toBe(true);
    expect(
      server.asked.every(({ body }) =>
        body.messages[0].content[0].image_url.url.startsWith('data:image/png'),
      ),
    ).toBe(true);
    expect(server.asked.some(({ body }) => 'logprobs' in body)).toBe(false);

    expect(results.winRates.map(({ second, winRate }) => [second, winRate.value])).toEqual([
      ['v0', expect.any(Number)],
      ['v1', 1],
      ['v2', 1],
    ]);
    expect(results).toMatchObject({ judge: 'some/judge', pairs: 30, halfAsked: 0, addresses: [server.url] });
    expect(results.consistent).toMatchObject({ value: 1, n: 30 });
    // Thirty pairs without a contradiction leave room for one in nine (Wilson), to either side.
    expect(results.shownFirst?.value).toBe(0.5);
    expect(results.shownFirst?.low).toBeCloseTo(0.5 - 0.1135 / 2, 3);
    expect(results.shownFirst?.high).toBeCloseTo(0.5 + 0.1135 / 2, 3);
    expect(results.usd).toBeCloseTo((80 * (1000 + 80)) / 1e6, 9);
    const scores = new Map(results.scores.map(({ source, score }) => [source, score]));
    expect([...scores.keys()].sort()).toEqual(['original', 'v0', 'v1', 'v2']);
    expect(scores.get('v2')?.n).toBe(5);
    expect(scores.get('v2')?.value).toBeGreaterThan(scores.get('v1')?.value as number);
  });

  test('asked again, nothing is asked twice; asked for more, only what is new', async () => {
    const server = await serving(honest);
    const { folder: path } = await madeUp(12);
    const ask = (pairs: number, scores = 0) =>
      engine().call('judge.ask', {
        path,
        endpoint: endpoint(server.url),
        pairs,
        scores,
        against: [['v0', 'v1']],
      });
    await ask(5);
    expect(await ask(5)).toMatchObject({ asked: 0, known: 10 });
    expect(server.asked.length).toBe(10);
    expect(await ask(8, 3)).toMatchObject({ asked: 6 + 6, known: 10 });
    expect(new Set(server.asked.map(wordsOf)).size).toBe(server.asked.length);
  });

  test('people are not asked about what was drawn for the model alone, and both agree on common pairs', async () => {
    const server = await serving(honest);
    const { folder: path } = await madeUp(12);
    await engine().call('judge.draw', { path, pairs: 4, against: [['v0', 'v1']] });
    await engine().call('judge.ask', {
      path,
      endpoint: endpoint(server.url),
      pairs: 9,
      scores: 0,
      against: [['v0', 'v1']],
    });
    const { total, strata } = await engine().call('judge.get', { path });
    expect({ total, strata }).toMatchObject({ total: 4, strata: [{ forPeople: 4, pairs: 9 }] });
    for (let { pair } = await engine().call('judge.next', { path, judge: 'Anna' }); pair; ) {
      const answer = pair.left.length > pair.right.length ? 'left' : 'right';
      ({ pair } = await engine().call('judge.answer', { path, judge: 'Anna', pair: pair.token, answer }));
    }
    const { measures } = await engine().call('judge.results', { path });
    expect(measures.find(({ measure }) => measure === 'judge:some/judge')).toMatchObject({
      decided: 4,
      share: { value: 1 },
    });
  });
});

test('a judge that always names the first caption is shown up: no win rate, no consistency, full bias', async () => {
  const server = await serving((_, response) => caption(response, 'A'));
  const { folder: path } = await madeUp(20);
  const { results } = await engine().call('judge.ask', {
    path,
    endpoint: endpoint(server.url),
    pairs: 20,
    scores: 0,
    against: [['v0', 'v1']],
  });
  const [rate] = results.winRates;
  expect(rate).toMatchObject({
    winRate: { value: 0.5 },
    shownFirst: { value: 1 },
    shownSecond: { value: 0 },
  });
  expect(results.consistent).toMatchObject({ value: 0, n: 20 });
  expect(results.shownFirst).toMatchObject({ value: 1, high: 1, n: 20 });
  expect(results.shownFirst?.low).toBeGreaterThan(0.8);
});

test('what cannot be answered is told item by item, the rest counts, and an answer that comes after all takes its failure away', async () => {
  let troubled = true;
  const server = await serving((words, response) => {
    const [a = '', b = ''] = captionsIn(words);
    const first = a.length < b.length;
    if (troubled && /picture 3\b/.test(a) && first) return refuse(response, 400, 'too dark');
    if (troubled && /picture 4\b/.test(a)) return caption(response, 'I would rather not say.');
    honest(words, response);
  });
  const made = await madeUp(6);
  const { folder: path } = made;
  rmSync(join(path, 'pictures', '4.png'));
  const ask = () =>
    engine().call('judge.ask', {
      path,
      endpoint: endpoint(server.url),
      pairs: 6,
      scores: 0,
      against: [['v0', 'v1']],
    });
  const { asked, failed, results } = await ask();
  expect({ asked, failed }).toEqual({ asked: 12, failed: 5 });
  expect(results).toMatchObject({ pairs: 3, halfAsked: 1 });
  const reasons = results.failures.map(({ reason, count }) => `${count} ${reason}`).sort();
  expect(reasons.length).toBe(3);
  expect(reasons).toContain('1 status 400: too dark');
  expect(reasons).toContain('2 it gave no answer that can be read: “I would rather not say.”');
  expect(results.winRates[0]?.winRate.n).toBe(3);
  troubled = false;
  const again = await ask();
  expect(again).toMatchObject({ asked: 5, known: 7, failed: 2, results: { pairs: 5, halfAsked: 0 } });
  expect(again.results.failures).toMatchObject([{ count: 2 }]);
});

test('a server that goes away stops it with a clear word; what came is kept and asked no more, wherever the model is served next', async () => {
  const server = await serving((words, response) => {
    if (server.asked.length <= 12) honest(words, response);
    else refuse(response, 503, 'restarting');
  });
  const { folder: path } = await madeUp(20);
  const ask = (url: string) =>
    engine().call('judge.ask', {
      path,
      endpoint: endpoint(url),
      pairs: 20,
      scores: 0,
      against: [['v0', 'v1']],
    });
  const failure = await ask(server.url).catch((error) => error);
  expect(failure.message).toMatch(/has failed 8 questions in a row; the last one: status 503: restarting/);
  expect(failure.advice).toMatch(/asks only what is missing/);
  const other = await serving(honest);
  const { known, asked, results } = await ask(other.url);
  expect({ known, asked }).toEqual({ known: 12, asked: 28 });
  expect(other.asked.length).toBe(28);
  expect(results).toMatchObject({ pairs: 20, failures: [], addresses: [server.url, other.url].sort() });
});

test('when the engine stops, questions in flight end, and what was answered is stored', async () => {
  const server = await serving((words, response) => {
    if (server.asked.length <= 6) honest(words, response);
  });
  const { folder: path, db } = await madeUp(20);
  const asking = engine();
  const asked = asking
    .call('judge.ask', { path, endpoint: endpoint(server.url), pairs: 20, scores: 0 })
    .catch((error) => error);
  const stored = () => db.prepare('SELECT count(*) FROM model_judgements').pluck().get();
  await expect.poll(stored, { timeout: 10_000 }).toBe(6);
  const began = performance.now();
  await asking.stop();
  expect((await asked).name).toBe('Cancelled');
  expect(performance.now() - began).toBeLessThan(1000);
  expect(stored()).toBe(6);
});

test('one judge model at a time, whoever asks; a stop keeps what was answered', async () => {
  const server = await serving((words, response) => {
    if (server.asked.length <= 6) honest(words, response);
  });
  const { folder: path, db } = await madeUp(20);
  const asking = engine();
  const ask = (by: Engine) =>
    by
      .call('judge.ask', { path, endpoint: endpoint(server.url), pairs: 20, scores: 0 })
      .catch((error) => error);
  const asked = ask(asking);
  const stored = () => db.prepare('SELECT count(*) FROM model_judgements').pluck().get();
  await expect.poll(stored, { timeout: 10_000 }).toBe(6);
  expect((await ask(engine())).message).toMatch(/is being asked about this experiment already, in process/);
  expect(await engine().call('judge.stop', { path })).toEqual({ stopped: false });
  expect(await asking.call('judge.stop', { path })).toEqual({ stopped: true });
  expect(await asked).toMatchObject({ message: 'The judge model was stopped.' });
  expect(stored()).toBe(6);
  // The lock is free again.
  const other = await serving(honest);
  const rest = await engine().call('judge.ask', {
    path,
    endpoint: endpoint(other.url),
    pairs: 20,
    scores: 0,
  });
  expect(rest).toMatchObject({ known: 6, failed: 0 });
});

test('scores are of images that every source has written about, also where one came without text', async () => {
  const server = await serving(honest);
  const { folder: path, db } = await madeUp(8);
  db.prepare('DELETE FROM turns WHERE image_id <= 3').run();
  const { asked, results } = await engine().call('judge.ask', {
    path,
    endpoint: endpoint(server.url),
    pairs: 0,
    scores: 5,
  });
  expect(asked).toBe(4 * 5);
  expect(results.scores.map(({ score }) => score.n)).toEqual([5, 5, 5, 5]);
});
