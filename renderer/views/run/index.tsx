/** The live run: how far it is, every step, the loss as it falls, the log, and what was left out. */
import './run.css';
import { useState } from 'react';
import type { Experiment, Step } from '../../../shared/models.ts';
import { LeftOut } from './left-out.tsx';
import { LogPanel } from './log-panel.tsx';
import { LossPanel } from './loss-panel.tsx';
import { Overview } from './overview.tsx';
import { RedoDialog } from './redo-dialog.tsx';
import { StepList } from './step-list.tsx';
import { useEstimates } from './use-estimates.ts';
import { useRun } from './use-run.ts';

export function RunView({ experiment }: { experiment: Experiment }) {
  const { summary, steps, skipped } = experiment;
  const running = summary.state === 'running';
  const run = useRun(summary.path);
  const estimates = useEstimates(summary.path, steps);
  const [redoing, setRedoing] = useState<Step | null>(null);
  return (
    <div className="run">
      <Overview experiment={experiment} run={run} estimates={estimates} />
      <div className="run-body">
        <StepList
          steps={steps}
          plan={experiment.plan}
          estimates={estimates}
          onRedo={running ? null : setRedoing}
        />
        <div className="run-side">
          <LossPanel path={summary.path} plan={experiment.plan} steps={steps} running={running} />
          <LogPanel path={summary.path} running={running} />
          <LeftOut skipped={skipped} />
        </div>
      </div>
      <RedoDialog
        path={summary.path}
        steps={steps}
        step={redoing}
        onRedo={({ id }) => run.redo.mutate(id)}
        onClose={() => setRedoing(null)}
      />
    </div>
  );
}
