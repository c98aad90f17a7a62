import { Command } from 'commander';
import type { Rescored } from '../../../shared/benchmarks-requests.ts';
import { named } from '../newest.ts';
import { type CommonOptions, printJson, withEngine } from '../with-engine.ts';
import { columns } from '../words.ts';

export const rescoreCommand = (): Command =>
  new Command('rescore')
    .description('score the stored answers anew by the official rules as they stand now; no model is run')
    .argument('[experiment]')
    .option('--json', 'as JSON')
    .action((experiment: string | undefined, options: CommonOptions) =>
      withEngine(options, async (engine) => {
        const path = await named(engine, experiment);
        const result = await engine.call('benchmarks.rescore', { path });
        if (options.json) return printJson({ path, ...result });
        const { rescored, left } = result;
        console.log(columns(rescored.map(line)));
        for (const { benchmark, why } of left) console.log(`Left as it was: ${benchmark}: ${why}`);
        const changed = rescored.some((one) => one.changed > 0 || one.furtherChanged > 0);
        console.log(
          changed
            ? '\nVerdicts of the stop rule stand as they were made. `squared report` writes the report anew.'
            : '\nNothing changed.',
        );
      }),
    );

function line({ model, seed, benchmark, metric, before, after, ...one }: Rescored): string[] {
  const notes = [
    one.changed > 0 ? `${one.changed} of ${one.answers} answers` : '',
    one.furtherChanged > 0 ? `${one.furtherChanged} further figures` : '',
    one.scorerBefore !== null && one.scorerBefore !== one.scorer
      ? `scored by ${one.scorer}, before by ${one.scorerBefore}`
      : '',
    one.withoutQuestion > 0 ? `${one.withoutQuestion} answers have no question in the files` : '',
    one.unanswered > 0 ? `${one.unanswered} questions have no answer` : '',
  ].filter((note) => note !== '');
  const figures =
    after === null || before === after ? figure(before) : `${figure(before)} -> ${figure(after)}`;
  return [`${model} (seed ${seed})`, benchmark, metric, figures, notes.join('; ') || 'as before'];
}

const figure = (value: number | null): string => (value === null ? 'not scored' : value.toFixed(4));
