/** Judgements as two people and a model leave them, with everything that their results can tell. Nothing in them is a result. */
import { Engine } from '../../main/engine/engine.ts';
import { caption, startChatServer } from '../servers/chat-server.ts';

export async function judgeCaptions(home: string, path: string): Promise<void> {
  process.env.SQUARED_HOME = home;
  const engine = new Engine(() => {});
  const server = await startChatServer(({ body }, response) => {
    const captions = body.messages[0].content[1].text.split('\n').filter((line) => line.startsWith('> '));
    const [a = '', b] = captions;
    if (b === undefined) caption(response, String(1 + (a.length % 10)));
    else caption(response, a.length >= b.length ? 'A' : 'B');
  });
  try {
    await engine.call('judge.draw', { path, against: [['v0', 'v1']], pairs: 6 });
    for (const [judge, answers] of [
      ['Anna', ['left', 'right', 'tie']],
      ['Ben', ['left', 'right', 'right']],
    ] as const) {
      for (let turn = 0; ; turn++) {
        const { pair } = await engine.call('judge.next', { path, judge });
        if (!pair) break;
        await engine.call('judge.answer', {
          path,
          judge,
          pair: pair.token,
          answer: answers[turn % 3] ?? 'tie',
        });
      }
    }
    const endpoint = { kind: 'endpoint' as const, url: server.url, model: 'small/judge' };
    await engine.call('judge.ask', { path, endpoint, pairs: 6, scores: 6 });
  } finally {
    await engine.stop();
    await server.stop();
    delete process.env.SQUARED_HOME;
  }
}
