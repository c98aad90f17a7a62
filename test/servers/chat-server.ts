/** A small chat server on 127.0.0.1: what it answers is the test's business, what it was asked it keeps. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model: string;
    readonly max_tokens: number;
    readonly temperature: number;
    readonly seed: number;
    readonly logprobs?: boolean;
    readonly messages: readonly [
      { readonly content: readonly [{ image_url: { url: string } }, { text: string }] },
    ];
  };
}

export interface ChatServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Most requests that were open together. */
  readonly mostTogether: () => number;
  stop(): Promise<void>;
}

export async function startChatServer(
  answer: (asked: Asked, response: ServerResponse) => void | Promise<void>,
): Promise<ChatServer> {
  const asked: Asked[] = [];
  let open = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    most = Math.max(most, ++open);
    response.once('close', () => open--);
    const one = { headers: request.headers, body: (await json(request)) as Asked['body'] };
    asked.push(one);
    await answer(one, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    mostTogether: () => most,
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** As vLLM answers. */
export function caption(response: ServerResponse, text: string, finish = 'stop'): void {
  response.setHeader('content-type', 'application/json').end(
    JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: text },
          finish_reason: finish,
          logprobs: {
            content: [
              { token: 'a', logprob: -0.5 },
              { token: 'b', logprob: -1.5 },
            ],
          },
        },
      ],
      usage: { prompt_tokens: 1000, completion_tokens: 20, total_tokens: 1020 },
    }),
  );
}

export function refuse(
  response: ServerResponse,
  status: number,
  message = '',
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, headers).end(JSON.stringify({ error: { message } }));
}
