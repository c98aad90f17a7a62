/** Starts (or resumes) an experiment and stays with it to its end: progress on the terminal, Ctrl-C cancels. */
import { duration } from '../../shared/duration.ts';
import type { EventName, Events } from '../../shared/events.ts';
import type { Step } from '../../shared/models.ts';
import type { Engine } from '../engine/engine.ts';
import { Progress } from './progress.ts';
import { type CommonOptions, printJson, withEngine } from './with-engine.ts';

/** The shell's own: 128 + SIGINT. */
const cancelledExit = 130;

export async function follow(
  options: CommonOptions & { readonly acceptCoverage?: boolean },
  folderOf: (engine: Engine) => Promise<string>,
): Promise<void> {
  const ended = Promise.withResolvers<Events['run.state']>();
  const progress = options.json ? null : new Progress(process.stdout);
  const listener = <N extends EventName>(event: N, data: Events[N]): void => {
    if (options.json && event !== 'run.log') printJson({ event, ...data });
    if (event === 'run.step') progress?.step((data as Events['run.step']).step);
    if (event === 'run.state' && (data as Events['run.state']).state !== 'running') {
      ended.resolve(data as Events['run.state']);
    }
  };
  await withEngine(
    options,
    async (engine) => {
      const path = await folderOf(engine);
      const { plan, steps } = await engine.call('experiment.get', { path });
      progress?.begin(path, plan.preset, steps);
      const interrupt = () => {
        progress?.note(
          'Cancelling: what is under way is saved. Press Ctrl-C once more to leave without waiting.',
        );
        process.once('SIGINT', () => process.exit(cancelledExit));
        engine.call('run.cancel', { path }).catch((error: Error) => progress?.note(error.message));
      };
      process.once('SIGINT', interrupt);
      process.once('SIGTERM', interrupt);
      await engine.call('run.start', { path, acceptCoverage: options.acceptCoverage ?? false });
      const { state, message } = await ended.promise;
      process.removeListener('SIGINT', interrupt);
      process.removeListener('SIGTERM', interrupt);
      const { summary, steps: all, reportPath, skipped } = await engine.call('experiment.get', { path });
      if (state === 'failed' || state === 'interrupted') process.exitCode = 1;
      if (state === 'cancelled') process.exitCode = cancelledExit;
      if (options.json) {
        printJson({ state, message, path, report: reportPath, skipped });
        return;
      }
      progress?.end();
      for (const { what, count, why } of skipped) console.log(`Left out: ${what} (${count}): ${why}`);
      if (state === 'done') {
        console.log(`\n${summary.headline}\nDone in ${duration(secondsSpent(all))}.`);
        console.log(`Report:     ${reportPath}`);
      } else {
        console.log(`\n${state === 'cancelled' ? 'Cancelled.' : `The run ${state}.`} ${message}`);
        console.log(`Go on with: npm run squared -- resume ${JSON.stringify(path)}`);
      }
      console.log(`Experiment: ${path}`);
    },
    listener,
  );
}

/** Of all steps, also those of earlier sittings. */
function secondsSpent(steps: readonly Step[]): number {
  return steps.reduce(
    (sum, { startedAt, endedAt }) =>
      startedAt && endedAt ? sum + (Date.parse(endedAt) - Date.parse(startedAt)) / 1000 : sum,
    0,
  );
}
