/** What the stop rule decided after each round, and why. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Experiment, Verdict } from '../../../shared/models.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ask } from '../../data/ask.ts';
import type { SeedChoice } from './evidence.ts';
import { OverruleDialog, type Overruling } from './overrule-dialog.tsx';

type Props = { verdicts: readonly Verdict[]; experiment: Experiment; seed: SeedChoice };

export function Verdicts({ verdicts, experiment, seed }: Props) {
  const { plan, summary } = experiment;
  const client = useQueryClient();
  const [asking, setAsking] = useState<Verdict | null>(null);
  const overrule = useMutation({
    mutationFn: (overruling: Overruling) => ask('verdict.overrule', { path: summary.path, ...overruling }),
    onSettled: () => client.invalidateQueries(),
  });
  if (plan.rounds === 0) return null;
  const rounds = Array.from({ length: plan.rounds }, (_, index) => index + 1);
  const shown = verdicts.filter((one) => seed === null || one.seed === seed);
  return (
    <Card
      title="Is another round worth it?"
      about={
        plan.stop.enforce
          ? 'Each round is judged against the one before on the same questions; a stop ends the rounds.'
          : 'Each round is judged against the one before on the same questions. This plan runs all rounds whatever the verdict, so that a plateau can be seen.'
      }
    >
      <ErrorNotice error={overrule.error} />
      <ol className="verdicts">
        {rounds.map((round) => (
          <li key={round}>
            <h3>Round {round}</h3>
            <Judged
              verdicts={shown.filter((one) => one.round === round)}
              named={plan.seeds.length > 1}
              note={noteOf(experiment, round)}
              onOverrule={summary.state === 'running' ? null : setAsking}
            />
          </li>
        ))}
      </ol>
      <OverruleDialog verdict={asking} onOverrule={overrule.mutate} onClose={() => setAsking(null)} />
    </Card>
  );
}

type JudgedProps = {
  verdicts: readonly Verdict[];
  named: boolean;
  note: string;
  /** Null while the run goes on. */
  onOverrule: ((verdict: Verdict) => void) | null;
};

function Judged({ verdicts, named, note, onOverrule }: JudgedProps) {
  if (verdicts.length === 0) return <p className="soft">{note}</p>;
  return (
    <ul>
      {verdicts.map((verdict) => {
        const { seed, decision, reason, overruled } = verdict;
        return (
          <li key={seed}>
            <span className="verdict-mark">
              {decision === 'continue' ? (
                <Badge tone="good" icon="check">
                  Continue
                </Badge>
              ) : (
                <Badge tone="warn" icon="stop">
                  Stop
                </Badge>
              )}
              {named && <span className="small soft">Seed {seed}</span>}
            </span>
            <div>
              <p className="verdict-reason">{reason}</p>
              {overruled && (
                <p className="verdict-reason">
                  <b>Overruled: {overruled.decision === 'continue' ? 'go on' : 'stop'}.</b>{' '}
                  {overruled.because}
                </p>
              )}
              {onOverrule && !overruled && (
                <Button kind="quiet" size="small" className="overrule" onClick={() => onOverrule(verdict)}>
                  Overrule…
                </Button>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Why a round has no verdict: what its step says of itself. */
function noteOf({ steps }: Experiment, round: number): string {
  const step = steps.find((one) => one.kind === 'decide' && one.round === round);
  if (step?.note && step.state !== 'pending') return step.note;
  return step?.state === 'skipped' ? 'Skipped.' : 'Not judged yet.';
}
