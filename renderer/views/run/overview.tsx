/** How far the whole run is, what it does now, and what can be done about it: start, resume, cancel, open the report. */
import type { Experiment, Step } from '../../../shared/models.ts';
import { tooFewCaptions } from '../../../shared/too-few-captions.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice, Notice } from '../../components/error-notice.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { duration } from '../../data/format.ts';
import { stepTitle } from '../../data/names.ts';
import { Meters } from './meters.tsx';
import { RunButtons } from './run-buttons.tsx';
import { isTakenOver } from './step-groups.ts';
import { estimatedLeft } from './use-estimates.ts';
import type { Run } from './use-run.ts';

type Props = {
  experiment: Experiment;
  run: Run;
  /** Seconds by step, of those that are still to be done. */
  estimates: ReadonlyMap<string, number>;
};

export function Overview({ experiment, run, estimates }: Props) {
  const { summary, steps } = experiment;
  const over = steps.filter(({ state }) => state === 'done' || state === 'skipped').length;
  const current = steps.find(({ state }) => state === 'running');
  const within = current && current.total > 0 ? current.done / current.total : 0;
  const failed = steps.find(({ state }) => state === 'failed');
  return (
    <section className="overview" aria-label="The whole run">
      <div className="overview-line">
        <div className="overview-words">
          <h2>{sentenceOf(experiment)}</h2>
          {summary.state === 'done' && summary.headline && <p className="headline">{summary.headline}</p>}
          <p className="soft" aria-live="polite">
            {over} of {steps.length} steps{timeLeft(experiment, estimates)}
            {takenOver(steps)}
          </p>
        </div>
        <RunButtons experiment={experiment} run={run} />
      </div>
      <ProgressBar
        value={(over + within) / Math.max(1, steps.length)}
        label="Progress of the whole run"
        tone={toneOf(experiment)}
      />
      {summary.state === 'running' && <Meters path={summary.path} />}
      <ErrorNotice error={run.error} />
      {failed && summary.state === 'failed' && (
        <Notice
          tone="bad"
          title={`${stepTitle(failed)} failed`}
          actions={
            failed.note?.startsWith(tooFewCaptions) && (
              <Button size="small" busy={run.accept.isPending} onClick={() => run.accept.mutate()}>
                Go on with fewer captions
              </Button>
            )
          }
        >
          {failed.note ?? 'The log below tells more. What was stored is kept; resume tries this step again.'}
        </Notice>
      )}
    </section>
  );
}

function sentenceOf({ summary, steps, plan }: Experiment): string {
  const current = steps.find(({ state }) => state === 'running');
  switch (summary.state) {
    case 'running':
      return current ? doing(current, plan.seeds.length > 1) : 'Starting';
    case 'new':
      return 'Ready to start';
    case 'done':
      return 'Done';
    case 'failed':
      return 'A step failed';
    case 'cancelled':
      return 'Paused; resume goes on where it stopped';
    case 'interrupted':
      return 'Interrupted; resume goes on where it stopped';
    default:
      return summary.headline;
  }
}

const doing = (step: Step, severalSeeds: boolean): string =>
  severalSeeds && step.seed !== null ? `${stepTitle(step)}, seed ${step.seed}` : stepTitle(step);

function timeLeft({ summary, steps }: Experiment, estimates: ReadonlyMap<string, number>): string {
  if (summary.state === 'running') {
    // What this run has measured itself comes first; until then what was measured before.
    const seconds = summary.secondsLeft ?? estimatedLeft(steps, estimates);
    return seconds === null ? ', time left not known yet' : `, about ${duration(seconds)} left`;
  }
  if (summary.state === 'new') {
    const seconds = estimatedLeft(steps, estimates);
    return seconds === null ? '' : `, about ${duration(seconds)} by measured rates`;
  }
  const spent = steps.reduce(
    (sum, { startedAt, endedAt }) =>
      startedAt && endedAt ? sum + Date.parse(endedAt) - Date.parse(startedAt) : sum,
    0,
  );
  return spent >= 1000
    ? `, ${duration(spent / 1000)} of work${summary.state === 'done' ? '' : ' so far'}`
    : '';
}

/** What another experiment had made already. */
function takenOver(steps: readonly Step[]): string {
  const taken = steps.filter(isTakenOver).length;
  if (taken === 0) return '';
  return `, ${taken} of them taken over because nothing they depend on has changed`;
}

function toneOf({ summary }: Experiment): 'accent' | 'good' | 'bad' | 'quiet' {
  if (summary.state === 'running') return 'accent';
  if (summary.state === 'done') return 'good';
  return summary.state === 'failed' ? 'bad' : 'quiet';
}
