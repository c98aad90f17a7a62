/** Specialists: what each adds to the last generalist, how much of it the final one keeps, and what it answers. */
import './specialists.css';
import { useMemo, useState } from 'react';
import type { Experiment } from '../../../shared/models.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageSkeleton } from '../../components/skeleton.tsx';
import { useScores } from '../../data/queries.ts';
import { hrefOf } from '../../route.ts';
import { whyNotYet } from '../rounds/awaited.ts';
import { type SeedChoice, seedChoices } from '../rounds/evidence.ts';
import { SeedSwitch } from '../rounds/seed-switch.tsx';
import { combinationsShown } from './combinations.ts';
import { CombinationsCard } from './combinations-card.tsx';
import { contributionsOf } from './contributions.ts';
import { SpecialistCard } from './specialist-card.tsx';
import { useKeptClauses } from './use-kept-clauses.ts';

export function SpecialistsView({ experiment }: { experiment: Experiment }) {
  const { plan, summary } = experiment;
  const { data: scores, error, isPending, refetch } = useScores(summary.path, summary.state === 'running');
  const { data: kept } = useKeptClauses(summary.path);
  const [wanted, setWanted] = useState<SeedChoice | undefined>();
  const choices = useMemo(() => (scores ? seedChoices(scores) : []), [scores]);
  const seed = wanted !== undefined && choices.includes(wanted) ? wanted : (choices[0] ?? null);
  const all = useMemo(() => (scores ? contributionsOf(scores, plan, seed) : []), [scores, plan, seed]);
  const combinations = useMemo(
    () => (scores ? combinationsShown(scores, plan, seed) : null),
    [scores, plan, seed],
  );
  if (plan.specialists.length === 0)
    return (
      <EmptyState title="This plan has no specialists">
        <p>
          A specialist is fine-tuned on one skill (where things are, what a sign says) and then answers about
          the pretraining images, so that the final generalist learns it too. Name some under `specialists` in
          a plan of your own.
        </p>
      </EmptyState>
    );
  if (isPending) return <PageSkeleton />;
  if (!scores)
    return (
      <EmptyState title="The scores cannot be read">
        <ErrorNotice error={error} onRetry={() => refetch()} />
      </EmptyState>
    );
  const measured = all.some(({ rows }) => rows.length > 0);
  return (
    <div className="page specialists">
      <ErrorNotice error={error} onRetry={() => refetch()} />
      <header className="rounds-head">
        <p className="small soft">
          Lifts are differences in points of a hundred on identical questions, with 95 % intervals.
          {!measured && ` Nothing is measured yet: ${whyNotYet(experiment)}`}
        </p>
        <SeedSwitch choices={choices} chosen={seed} onChoose={setWanted} />
      </header>
      {all.map((one) => (
        <SpecialistCard
          key={one.name}
          specialist={one}
          experiment={experiment}
          captions={scores.captions.filter(({ source }) => source === one.name)}
          kept={kept?.find(({ specialist }) => specialist === one.name) ?? null}
          chosen={seed}
          seed={seed ?? (plan.seeds[0] as number)}
        />
      ))}
      {combinations && <CombinationsCard combinations={combinations} path={summary.path} seed={seed} />}
      <p className="small soft">
        {plan.specialistArms.includes('leave-one-out')
          ? 'What the final generalist loses without a specialist is measured by training it once more without that one.'
          : 'This plan does not train the final generalist without each specialist; `specialistArms: [leave-one-out]` does.'}{' '}
        All figures stand in <a href={hrefOf('rounds', summary.path)}>Rounds</a>.
      </p>
    </div>
  );
}
