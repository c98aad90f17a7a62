import { Command } from 'commander';
import { duration } from '../../../shared/duration.ts';
import type { Step } from '../../../shared/models.ts';
import { named } from '../newest.ts';
import { type CommonOptions, printJson, withEngine } from '../with-engine.ts';
import { columns, secondsBetween } from '../words.ts';

export const statusCommand = (): Command =>
  new Command('status')
    .description('how an experiment stands, step by step')
    .argument('[experiment]')
    .option('--json', 'as JSON')
    .action((experiment: string | undefined, options: CommonOptions) =>
      withEngine(options, async (engine) => {
        const found = await engine.call('experiment.get', { path: await named(engine, experiment) });
        if (options.json) return printJson(found);
        const { summary, steps, skipped, reportPath } = found;
        const left = summary.secondsLeft === null ? '' : `, about ${duration(summary.secondsLeft)} left`;
        console.log(
          `${summary.name} (${summary.preset}): ${summary.state}, ${summary.stepsDone} of ${summary.stepsTotal} steps${left}`,
        );
        if (summary.headline) console.log(summary.headline);
        console.log(`\n${columns(steps.map(line))}`);
        for (const { what, count, why } of skipped) console.log(`Left out: ${what} (${count}): ${why}`);
        if (reportPath) console.log(`\nReport:     ${reportPath}`);
        console.log(`Experiment: ${summary.path}`);
      }),
    );

function line({ state, title, seed, done, total, startedAt, endedAt, note }: Step): string[] {
  const seconds = secondsBetween(startedAt, endedAt);
  const progress = state === 'running' && total > 0 ? `${Math.floor((100 * done) / total)} %` : '';
  return [
    state,
    `${title}${seed === null ? '' : ` (seed ${seed})`}`,
    seconds === null ? progress : duration(seconds),
    note ?? '',
  ];
}
