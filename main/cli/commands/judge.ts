import { Command, InvalidArgumentError } from 'commander';
import type { EventName, Events } from '../../../shared/events.ts';
import type { Measured, ModelJudgeResults } from '../../../shared/judge.ts';
import { Endpoint } from '../../../shared/plan.ts';
import { EngineFailure } from '../../engine/failure.ts';
import { named } from '../newest.ts';
import { type CommonOptions, printJson, withEngine } from '../with-engine.ts';
import { columns } from '../words.ts';

interface Options extends CommonOptions {
  readonly endpoint: string;
  readonly model: string;
  readonly pairs: number;
  readonly scores: number;
  readonly against?: string[];
  readonly seed?: number;
  readonly key?: string;
  readonly inFlight?: number;
  readonly requestsPerMinute?: number;
}

export const judgeCommand = (): Command =>
  new Command('judge')
    .description(
      'let a model on a server judge captions: pairs in both orders, and scores; asked again, only what is missing',
    )
    .argument('[experiment]')
    .requiredOption('--endpoint <url>', 'a server that speaks the chat protocol of OpenAI, up to /v1')
    .requiredOption('--model <name>', 'the model, as the server calls it')
    .option('--pairs <number>', 'pairs for each two sources', whole, 50)
    .option('--scores <number>', 'images whose captions are scored one by one', whole, 50)
    .option(
      '--against <first,second...>',
      'two sources (original, v0, v1, ..., a specialist), once or more; else each round against the one before',
    )
    .option('--seed <number>', "whose models, where several seeds ran; else the first one's", whole)
    .option('--key <name>', "the server's key in the system's key store")
    .option('--in-flight <number>', 'requests at a time', whole)
    .option('--requests-per-minute <number>', 'at most', whole)
    .option('--json', 'one JSON object a line: progress, then the results')
    .action((experiment: string | undefined, { json = false, ...options }: Options) =>
      withEngine(
        { json },
        async (engine) => {
          const path = await named(engine, experiment);
          const { against, seed, pairs, scores } = options;
          const outcome = await engine.call('judge.ask', {
            path,
            endpoint: endpointOf(options),
            pairs,
            scores,
            ...(against ? { against: against.map(twoSources) } : {}),
            ...(seed === undefined ? {} : { seed }),
          });
          if (json) return printJson({ path, ...outcome });
          clear();
          const { asked, known, failed, results } = outcome;
          console.log(
            `${results.judge}: ${asked} questions asked, ${known} answered before, ${failed} without an answer.`,
          );
          console.log(inWords(results));
          console.log(`Into the report: npm run squared -- report ${JSON.stringify(path)}`);
        },
        (event, data) => told(json, event, data),
      ),
    );

function endpointOf({ endpoint, model, key, inFlight, requestsPerMinute }: Options): Endpoint {
  const parsed = Endpoint.safeParse({
    kind: 'endpoint',
    url: endpoint,
    model,
    key,
    inFlight,
    requestsPerMinute,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EngineFailure(
    `The judge cannot be asked: ${issue?.path.join('.')}: ${issue?.message}.`,
    'An address looks like http://127.0.0.1:8000/v1.',
  );
}

function twoSources(text: string): [string, string] {
  const [first, second, ...more] = text.split(',').map((part) => part.trim());
  if (first && second && more.length === 0) return [first, second];
  throw new EngineFailure(`"${text}" does not name two sources.`, 'Write them as in --against v0,v1.');
}

function told(json: boolean, event: EventName, data: Events[EventName]): void {
  if (event === 'judge.progress') {
    const { done, total } = data as Events['judge.progress'];
    if (json) printJson({ event, ...data });
    else if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${done} of ${total} questions`);
  } else if (event === 'run.log' && !json) {
    clear();
    console.error((data as Events['run.log']).line);
  }
}

function clear(): void {
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
}

function inWords({
  winRates,
  scores,
  consistent,
  shownFirst,
  failures,
  usd,
  halfAsked,
}: ModelJudgeResults): string {
  const percent = (one: Measured): string =>
    `${(one.value * 100).toFixed(1)} % [${(one.low * 100).toFixed(1)}, ${(one.high * 100).toFixed(1)}]`;
  const rates = winRates.map(({ first, second, winRate, shownFirst: before, shownSecond: after }) => [
    `${second} wins against ${first}`,
    percent(winRate),
    `shown first ${percent(before)}`,
    `shown second ${percent(after)}`,
    `${winRate.n} images`,
  ]);
  const means = scores.map(({ source, score }) => [
    `${source} scores`,
    `${score.value.toFixed(2)} [${score.low.toFixed(2)}, ${score.high.toFixed(2)}]`,
    `${score.n} images`,
  ]);
  return [
    ...(rates.length > 0 ? [columns(rates)] : []),
    ...(means.length > 0 ? [columns(means)] : []),
    ...(consistent && shownFirst
      ? [
          `Consistent over both orders: ${percent(consistent)}. The caption shown first is named in ${percent(shownFirst)} of the answers; without bias in 50 %.`,
        ]
      : []),
    ...(halfAsked > 0 ? [`${halfAsked} pairs with only one order answered are not counted.`] : []),
    ...failures.map(({ reason, count }) => `Without an answer: ${reason} (${count})`),
    ...(usd === null ? [] : [`Price: ${usd.toFixed(4)} USD.`]),
  ].join('\n');
}

function whole(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('A whole number is wanted.');
  return value;
}
