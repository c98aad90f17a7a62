import { Command } from 'commander';
import { captionMetrics } from '../../../shared/caption-quality.ts';
import type { JudgeResults, Measured } from '../../../shared/judge.ts';
import { named } from '../newest.ts';
import { type CommonOptions, printJson, withEngine } from '../with-engine.ts';
import { columns } from '../words.ts';

export const judgedCommand = (): Command =>
  new Command('judged')
    .description(
      'what people and models have judged: win rates, how far judges agree with each other and with each metric',
    )
    .argument('[experiment]')
    .option('--json', 'as JSON')
    .action((experiment: string | undefined, options: CommonOptions) =>
      withEngine(options, async (engine) => {
        const results = await engine.call('judge.results', { path: await named(engine, experiment) });
        if (options.json) return printJson(results);
        console.log(judgedInWords(results));
      }),
    );

/** Everything with its 95 % interval. */
export function judgedInWords({ winRates, agreement, measures, left, models }: JudgeResults): string {
  if (winRates.length === 0 && models.length === 0)
    return 'Nothing has been judged yet: people judge in the window, a model with `squared judge`.';
  const rates = winRates.map(({ first, second, seed, winRate, judges }) => [
    `${second} wins against ${first} (seed ${seed})`,
    percent(winRate),
    `${winRate.n} images`,
    `${judges} ${judges === 1 ? 'judge' : 'judges'}`,
  ]);
  const agreements = agreement.map(({ judges, coefficient, same, pairs }) => [
    judges === null ? "all judges: Krippendorff's alpha" : `${judges.join(' and ')}: Cohen's kappa`,
    coefficient === null ? 'not defined' : plain(coefficient),
    same === null ? '' : `the same answer on ${percent(same)}`,
    `${pairs} common pairs`,
  ]);
  const agreed = measures.map(({ measure, share, decided, undecided }) => [
    titleOf(measure),
    share === null ? 'never decides' : percent(share),
    `${decided} pairs decided, ${undecided} undecided`,
  ]);
  const orders = models.map(({ judge, consistent, shownFirst, pairs }) => [
    judge,
    consistent === null ? '' : `consistent over both orders ${percent(consistent)}`,
    shownFirst === null ? '' : `names the caption shown first in ${percent(shownFirst)}`,
    `${pairs} pairs`,
  ]);
  return [
    ...part('People', rates),
    ...(left === null
      ? []
      : [`The left caption is named in ${percent(left)} of the answers; half is no bias.`]),
    ...part('Judges among each other', agreements),
    ...part(
      'How often the caption with the higher figure is the one that people prefer; half is chance',
      agreed,
    ),
    ...part('Models', orders),
  ].join('\n');
}

const part = (title: string, rows: string[][]): string[] =>
  rows.length === 0 ? [] : [`${title}:`, columns(rows)];

const titleOf = (measure: string): string =>
  measure.startsWith('judge:')
    ? `judge model ${measure.slice('judge:'.length)}`
    : (captionMetrics.find(({ name }) => name === measure)?.title ?? measure);

const percent = ({ value, low, high }: Measured): string =>
  `${(value * 100).toFixed(1)} % [${(low * 100).toFixed(1)}, ${(high * 100).toFixed(1)}]`;

const plain = ({ value, low, high }: Measured): string =>
  `${value.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
