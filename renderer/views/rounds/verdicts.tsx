/** What the stop rule decided after each round, and why. */
import type { Experiment, Verdict } from '../../../shared/models.ts';
import { Badge } from '../../components/badge.tsx';
import { Card } from '../../components/card.tsx';
import type { SeedChoice } from './evidence.ts';

type Props = { verdicts: readonly Verdict[]; experiment: Experiment; seed: SeedChoice };

export function Verdicts({ verdicts, experiment, seed }: Props) {
  const { plan } = experiment;
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
      <ol className="verdicts">
        {rounds.map((round) => (
          <li key={round}>
            <h3>Round {round}</h3>
            <Judged
              verdicts={shown.filter((one) => one.round === round)}
              named={plan.seeds.length > 1}
              note={noteOf(experiment, round)}
            />
          </li>
        ))}
      </ol>
    </Card>
  );
}

type JudgedProps = { verdicts: readonly Verdict[]; named: boolean; note: string };

function Judged({ verdicts, named, note }: JudgedProps) {
  if (verdicts.length === 0) return <p className="soft">{note}</p>;
  return (
    <ul>
      {verdicts.map(({ seed, decision, reason }) => (
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
          <p className="verdict-reason">{reason}</p>
        </li>
      ))}
    </ul>
  );
}

/** Why a round has no verdict: what its step says of itself. */
function noteOf({ steps }: Experiment, round: number): string {
  const step = steps.find((one) => one.kind === 'decide' && one.round === round);
  if (step?.note && step.state !== 'pending') return step.note;
  return step?.state === 'skipped' ? 'Skipped.' : 'Not judged yet.';
}
