/** The live run: how far it is, every step, the loss as it falls, the log, and what was left out. */
import './run.css';
import './graph/graph.css';
import { useMemo, useState } from 'react';
import type { Experiment, Step } from '../../../shared/models.ts';
import { useLosses } from '../../data/queries.ts';
import { GraphCard } from './graph/graph-card.tsx';
import { LeftOut } from './left-out.tsx';
import { LogPanel } from './log-panel.tsx';
import { LossPanel } from './loss-panel.tsx';
import { Overview } from './overview.tsx';
import { RedoDialog } from './redo-dialog.tsx';
import { StepList } from './step-list.tsx';
import { useStepsLook } from './steps-look.tsx';
import { useEstimates } from './use-estimates.ts';
import { useRun } from './use-run.ts';

export function RunView({ experiment }: { experiment: Experiment }) {
  const { summary, steps, skipped, plan } = experiment;
  const { path } = summary;
  const running = summary.state === 'running';
  const run = useRun(path);
  const estimates = useEstimates(path, steps);
  const losses = useLosses(path, running);
  const trained = useMemo(() => new Set((losses.data ?? []).map(({ stepId }) => stepId)), [losses.data]);
  const [redoing, setRedoing] = useState<Step | null>(null);
  const [look, setLook] = useStepsLook();
  /** Whose loss is shown; empty: of whichever training is under way, or was last. */
  const [training, setTraining] = useState('');
  /** Whose log is shown; null: all of it. */
  const [logged, setLogged] = useState<string | null>(null);
  const onRedo = running ? null : setRedoing;
  return (
    <div className="run">
      <Overview experiment={experiment} run={run} estimates={estimates} />
      <div className="run-body" data-look={look}>
        {look === 'list' ? (
          <StepList steps={steps} plan={plan} estimates={estimates} onRedo={onRedo} onLook={setLook} />
        ) : (
          <GraphCard
            path={path}
            steps={steps}
            plan={plan}
            estimates={estimates}
            trained={trained}
            onLook={setLook}
            onRedo={onRedo}
            onLog={({ id }) => setLogged(id)}
            onLoss={({ id }) => setTraining(id)}
          />
        )}
        <div className="run-side">
          {/* Where the plan only has captions written, no loss will ever come. */}
          {steps.some(({ kind }) => kind === 'train') && (
            <LossPanel
              plan={plan}
              steps={steps}
              running={running}
              losses={losses}
              picked={training}
              onPick={setTraining}
            />
          )}
          <LogPanel
            path={path}
            running={running}
            steps={steps}
            step={steps.find(({ id }) => id === logged) ?? null}
            onAll={() => setLogged(null)}
          />
          <LeftOut skipped={skipped} />
        </div>
      </div>
      <RedoDialog
        path={path}
        steps={steps}
        step={redoing}
        onRedo={({ id }) => run.redo.mutate(id)}
        onClose={() => setRedoing(null)}
      />
    </div>
  );
}
