import { useState } from 'react';
import type { Experiment } from '../../../shared/models.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ask } from '../../data/ask.ts';
import type { Run } from './use-run.ts';

export function RunButtons({ experiment, run }: { experiment: Experiment; run: Run }) {
  const { summary, steps, reportPath } = experiment;
  const { start, cancel, openReport, reportSoFar } = run;
  const [asking, setAsking] = useState(false);
  const running = summary.state === 'running';
  const judged = steps.some(({ kind, state }) => kind === 'evaluate' && state === 'done');
  return (
    <div className="run-buttons">
      <IconButton
        label="Show the experiment's folder"
        icon="folder"
        onClick={() => ask('window.showFolder', { path: summary.path })}
      />
      {summary.state !== 'done' && judged && (
        <Button busy={reportSoFar.isPending} icon="out" onClick={() => reportSoFar.mutate()}>
          Report so far
        </Button>
      )}
      {summary.state === 'done' && reportPath && (
        <Button kind="primary" busy={openReport.isPending} icon="out" onClick={() => openReport.mutate()}>
          Open report
        </Button>
      )}
      {running && (
        <Button busy={cancel.isPending} icon="pause" onClick={() => setAsking(true)}>
          {cancel.isPending ? 'Pausing' : 'Pause'}
        </Button>
      )}
      {!running && summary.state !== 'done' && (
        <Button kind="primary" busy={start.isPending} icon="play" onClick={() => start.mutate()}>
          {summary.state === 'new' ? 'Start' : 'Resume'}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        title="Pause this run?"
        confirm="Pause the run"
        decline="Keep running"
        onConfirm={() => cancel.mutate()}
        onClose={() => setAsking(false)}
      >
        What is done stays done, and the step under way is saved. Resume goes on from there.
      </ConfirmDialog>
    </div>
  );
}
