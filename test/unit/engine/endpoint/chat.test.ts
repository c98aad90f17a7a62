import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { chat, NeverAnswered, NotNow } from '../../../../main/engine/endpoint/chat.ts';
import { EngineFailure } from '../../../../main/engine/failure.ts';
import { Endpoint } from '../../../../shared/plan.ts';
import {
  type Asked,
  type ChatServer,
  caption,
  refuse,
  startChatServer,
} from '../../../servers/chat-server.ts';

const servers: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serving(answer: (asked: Asked, response: ServerResponse) => void): Promise<ChatServer> {
  const server = await startChatServer(answer);
  servers.push(server);
  return server;
}

const ask = {
  picture: 'data:image/png;base64,AAAA',
  prompt: 'describe this image.',
  decoding: { maxNewTokens: 64, temperature: 0, topP: 1 },
  seed: 5,
};

const put = (
  url: string,
  how: object = {},
  key: string | null = null,
  signal = new AbortController().signal,
) => chat(Endpoint.parse({ kind: 'endpoint', url, model: 'some/model', ...how }), key, ask, signal);

test('an image and a prompt become a text with tokens, log-probabilities and price', async () => {
  const server = await serving((_, response) => caption(response, ' A cat.\n'));
  const answer = await put(`${server.url}/`, { price: { input: 2, output: 10 } }, 'secret');
  expect(answer).toMatchObject({
    text: 'A cat.',
    tokens: 20,
    logProbability: -1,
    minLogProbability: -1.5,
    truncated: false,
    usd: (1000 * 2 + 20 * 10) / 1e6,
  });
  const [{ headers, body }] = server.asked as [Asked];
  expect(headers.authorization).toBe('Bearer secret');
  expect(body).toMatchObject({
    model: 'some/model',
    max_tokens: 64,
    temperature: 0,
    seed: 5,
    logprobs: true,
  });
  const [picture, text] = body.messages[0].content;
  expect([picture.image_url.url, text.text]).toEqual([ask.picture, ask.prompt]);
});

test('what a server does not tell is null, and a cut caption says so', async () => {
  const server = await serving((_, response) => {
    response.end(JSON.stringify({ choices: [{ message: { content: 'a' }, finish_reason: 'length' }] }));
  });
  const answer = await put(server.url, { logProbabilities: false, price: { input: 1, output: 1 } });
  expect(answer).toMatchObject({ tokens: null, logProbability: null, truncated: true, usd: null });
  const [{ headers, body }] = server.asked as [Asked];
  expect(headers.authorization).toBeUndefined();
  expect('logprobs' in body).toBe(false);
});

test.each<[string, (response: ServerResponse) => void, RegExp]>([
  ['429', (response) => refuse(response, 429, 'slow down'), /^status 429: slow down$/],
  ['500', (response) => refuse(response, 500), /^status 500$/],
  ['503 in HTML', (response) => response.writeHead(503).end('<h1>down</h1>'), /^status 503: <h1>down<\/h1>$/],
  ['no JSON', (response) => response.end('{"choices": [{'), /^the answer is not JSON$/],
  ['other JSON', (response) => response.end('{"choices": []}'), /^the answer is no chat completion: choices/],
  ['too much', (response) => response.end(Buffer.alloc(5e6, 32)), /^the answer is larger than 4 MB$/],
  ['a closed connection', (response) => response.destroy(), /^no connection/],
])('%s may pass', async (_, answer, reason) => {
  const server = await serving((_asked, response) => answer(response));
  const failed = put(server.url);
  await expect(failed).rejects.toBeInstanceOf(NotNow);
  await expect(failed).rejects.toThrow(reason);
});

test('a server that is not there or not in time may come back', async () => {
  const server = await startChatServer(() => {});
  await expect(put(server.url, { timeoutSeconds: 0.1 })).rejects.toThrow('no answer within 0.1 seconds');
  await server.stop();
  await expect(put(server.url)).rejects.toThrow('no connection (ECONNREFUSED)');
});

test('a pause that is asked for is told', async () => {
  const server = await serving((_, response) => refuse(response, 429, '', { 'retry-after': '7' }));
  await expect(put(server.url)).rejects.toMatchObject({ pauseSeconds: 7 });
});

test.each<[string, (response: ServerResponse) => void, RegExp]>([
  ['400', (response) => refuse(response, 400, 'picture too small'), /^status 400: picture too small$/],
  ['a filter', (response) => caption(response, 'x', 'content_filter'), /filtered/],
  ['nothing', (response) => caption(response, '  '), /^the answer is empty$/],
])('%s is final for the item', async (_, answer, reason) => {
  const server = await serving((_asked, response) => answer(response));
  const failed = put(server.url);
  await expect(failed).rejects.toBeInstanceOf(NeverAnswered);
  await expect(failed).rejects.toThrow(reason);
});

test.each<[number, Record<string, string>, RegExp, RegExp]>([
  [401, {}, /does not let us in \(status 401\): no\.$/, /key set my-server/],
  [404, {}, /knows no chat completions by "some\/model"/, /ends in \/v1/],
  [429, { 'retry-after': '3600' }, /asks to wait 60 minutes/, /resume then/],
])('status %i ends the step with a cure', async (status, headers, message, advice) => {
  const server = await serving((_, response) => refuse(response, status, 'no', headers));
  const failure = await put(server.url, { key: 'my-server' }, 'k').catch((error) => error);
  expect(failure).toBeInstanceOf(EngineFailure);
  expect(failure.message).toMatch(message);
  expect(failure.advice).toMatch(advice);
});

test('a redirect is not followed, wherever it leads', async () => {
  const other = await serving((_, response) => caption(response, 'stolen'));
  const server = await serving((_, response) =>
    response.writeHead(307, { location: `${other.url}/chat/completions` }).end(),
  );
  await expect(put(server.url, {}, 'secret')).rejects.toThrow(`sends requests on to ${other.url}`);
  expect(other.asked).toEqual([]);
});

test('cancel ends a request at once', async () => {
  const server = await serving(() => {});
  const cancelled = new AbortController();
  const asked = put(server.url, {}, null, cancelled.signal);
  setTimeout(() => cancelled.abort(), 50);
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
});

test('an address with a key in it is no address', () => {
  const parsed = Endpoint.safeParse({ kind: 'endpoint', url: 'https://me:secret@host/v1', model: 'm' });
  expect(parsed.error?.issues[0]?.message).toBe('a key has no place in an address; name it in `key`');
});
