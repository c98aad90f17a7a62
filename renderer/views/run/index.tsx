/** The live run: how far it is, every step, the loss as it falls, the log, and what was left out. */
import './run.css';
import type { Experiment } from '../../../shared/models.ts';
import { LeftOut } from './left-out.tsx';
import { LogPanel } from './log-panel.tsx';
import { LossPanel } from './loss-panel.tsx';
import { Overview } from './overview.tsx';
import { StepList } from './step-list.tsx';

export function RunView({ experiment }: { experiment: Experiment }) {
  const { summary, steps, skipped } = experiment;
  const running = summary.state === 'running';
  return (
    <div className="run">
      <Overview experiment={experiment} />
      <div className="run-body">
        <StepList steps={steps} plan={experiment.plan} />
        <div className="run-side">
          <LossPanel path={summary.path} plan={experiment.plan} steps={steps} running={running} />
          <LogPanel path={summary.path} running={running} />
          <LeftOut skipped={skipped} />
        </div>
      </div>
    </div>
  );
}
