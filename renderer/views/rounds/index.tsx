/** Rounds: did the rounds, the specialists and the final generalist help, against which controls, and at what price to the captions? */
import './rounds.css';
import '../../charts/charts.css';
import { useMemo, useState } from 'react';
import type { Experiment } from '../../../shared/models.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageSkeleton } from '../../components/skeleton.tsx';
import { useScores } from '../../data/queries.ts';
import { hrefOf } from '../../route.ts';
import { awaitedModels, nextOf, stepInWords, whyNotYet } from './awaited.ts';
import { Benchmarks } from './benchmarks.tsx';
import { CaptionQuality } from './caption-quality.tsx';
import { Comparisons } from './comparisons.tsx';
import { captionSources, evaluatedModels, type Scores, type SeedChoice, seedChoices } from './evidence.ts';
import { FurtherQuality } from './further-quality.tsx';
import { ScoreTables } from './score-table.tsx';
import { SeedSwitch } from './seed-switch.tsx';
import { Verdicts } from './verdicts.tsx';

export function RoundsView({ experiment }: { experiment: Experiment }) {
  const { path, state } = experiment.summary;
  const { data: scores, error, isPending, refetch } = useScores(path, state === 'running');
  if (isPending) return <PageSkeleton />;
  if (!scores)
    return (
      <EmptyState title="The scores cannot be read">
        <ErrorNotice error={error} onRetry={() => refetch()} />
      </EmptyState>
    );
  const isEmpty = scores.scores.length === 0 && scores.captions.length === 0;
  return (
    <>
      {error && (
        <div className="page">
          <ErrorNotice error={error} onRetry={() => refetch()} />
        </div>
      )}
      {isEmpty ? <NoScores experiment={experiment} /> : <Evidence experiment={experiment} scores={scores} />}
    </>
  );
}

function NoScores({ experiment }: { experiment: Experiment }) {
  const first = nextOf(experiment, 'evaluate');
  return (
    <EmptyState title="No scores yet">
      <p>
        {first && `The first ones come with ${stepInWords(first, experiment)}. `}
        {whyNotYet(experiment)}
      </p>
      <a className="button" href={hrefOf('run', experiment.summary.path)}>
        Go to Run
      </a>
    </EmptyState>
  );
}

function Evidence({ experiment, scores }: { experiment: Experiment; scores: Scores }) {
  const { plan } = experiment;
  const [wanted, setWanted] = useState<SeedChoice | undefined>();
  const choices = seedChoices(scores);
  const seed = wanted !== undefined && choices.includes(wanted) ? wanted : (choices[0] ?? null);
  const models = useStable(evaluatedModels(scores, experiment));
  const sources = useStable(captionSources(scores, experiment));
  return (
    <div className="page rounds">
      <header className="rounds-head">
        <Awaited experiment={experiment} />
        <SeedSwitch choices={choices} chosen={seed} onChoose={setWanted} />
      </header>
      <Benchmarks path={experiment.summary.path} scores={scores} plan={plan} seed={seed} models={models} />
      <Verdicts verdicts={scores.verdicts} experiment={experiment} seed={seed} />
      <Comparisons comparisons={scores.comparisons} plan={plan} seed={seed} />
      <CaptionQuality captions={scores.captions} plan={plan} seed={seed} sources={sources} />
      <FurtherQuality
        path={experiment.summary.path}
        running={experiment.summary.state === 'running'}
        plan={plan}
        seed={seed}
        sources={sources}
      />
      {scores.scores.length > 0 && (
        <section className="part" aria-labelledby="all-metrics">
          <h2 id="all-metrics">All metrics</h2>
          <ScoreTables scores={scores.scores} plan={plan} seed={seed} />
        </section>
      )}
    </div>
  );
}

/** The same array while it holds the same names: a run's progress, ten times a second, redraws no chart. */
function useStable(names: readonly string[]): readonly string[] {
  const key = names.join('\n');
  return useMemo(() => (key === '' ? [] : key.split('\n')), [key]);
}

/** What is still to come, so that a partial picture is not taken for the whole. */
function Awaited({ experiment }: { experiment: Experiment }) {
  const models = awaitedModels(experiment);
  if (models.length === 0) return <span />;
  return (
    <p className="small soft" role="status">
      Still to be evaluated: {models.join(', ')}. {whyNotYet(experiment)}
    </p>
  );
}
