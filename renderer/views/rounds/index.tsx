/** Rounds: did the rounds, the specialists and the final generalist help, against which controls, and at what price to the captions? */
import './rounds.css';
import '../../charts/charts.css';
import { useMemo, useState } from 'react';
import type { Experiment } from '../../../shared/models.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageSkeleton } from '../../components/skeleton.tsx';
import { modelOrder } from '../../data/names.ts';
import { useQuality, useScores } from '../../data/queries.ts';
import { hrefOf, type Query } from '../../route.ts';
import { awaitedModels, nextOf, stepInWords, whyNotYet } from './awaited.ts';
import { Benchmarks } from './benchmarks.tsx';
import { CaptionQuality } from './caption-quality.tsx';
import { ComparedExperiments } from './compare/index.tsx';
import { ComparePicker } from './compare/picker.tsx';
import { useOtherCaptions } from './compare/use-other-captions.ts';
import { useOthers } from './compare/use-others.ts';
import { othersWanted } from './compare/wanted.ts';
import { Comparisons } from './comparisons.tsx';
import { captionSources, evaluatedModels, type Scores, type SeedChoice, seedChoices } from './evidence.ts';
import { FurtherQuality } from './further-quality.tsx';
import { sourcesOfOthers } from './other-captions.ts';
import { joinedPlan, modelsOfOthers } from './others.ts';
import { ScoreTables } from './score-table.tsx';
import { SeedSwitch } from './seed-switch.tsx';
import { Verdicts } from './verdicts.tsx';

type Props = { experiment: Experiment; query: Query };

const none: readonly never[] = [];

export function RoundsView({ experiment, query }: Props) {
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
      {isEmpty ? (
        <NoScores experiment={experiment} />
      ) : (
        <Evidence experiment={experiment} query={query} scores={scores} />
      )}
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

function Evidence({ experiment, query, scores }: Props & { scores: Scores }) {
  const { plan, summary } = experiment;
  const { path } = summary;
  const running = summary.state === 'running';
  const [wanted, setWanted] = useState<SeedChoice | undefined>();
  const choices = seedChoices(scores);
  const seed = wanted !== undefined && choices.includes(wanted) ? wanted : (choices[0] ?? null);
  const wantedOthers = useMemo(() => othersWanted(query, path), [query, path]);
  const compared = useOthers(path, wantedOthers, seed, running);
  const others = compared.data ?? none;
  const { data: quality } = useQuality(path, running);
  const evaluated = useStable(evaluatedModels(scores, experiment));
  const shownPlan = useMemo(() => joinedPlan(plan, others), [plan, others]);
  const models = useStable(modelOrder([...evaluated, ...modelsOfOthers(others)], shownPlan));
  const own = useStable(captionSources(scores, experiment));
  const otherCaptions = useOtherCaptions(others);
  const further = sourcesOfOthers(otherCaptions).filter((source) => !own.includes(source));
  const sources = useStable([...own, ...further]);
  return (
    <div className="page rounds">
      <header className="rounds-head">
        <Awaited experiment={experiment} />
        <ComparePicker path={path} wanted={wantedOthers} busy={compared.isFetching} />
        <SeedSwitch choices={choices} chosen={seed} onChoose={setWanted} />
      </header>
      <Benchmarks {...{ path, scores, seed, models, others }} own={evaluated} plan={shownPlan} />
      <ComparedExperiments
        {...{ path, scores, models, others, seed, sources, otherCaptions }}
        quality={quality?.captions ?? none}
        plan={shownPlan}
        wanted={wantedOthers}
        error={compared.error}
        pending={compared.isPending}
      />
      <Verdicts verdicts={scores.verdicts} experiment={experiment} seed={seed} />
      <Comparisons comparisons={scores.comparisons} plan={plan} seed={seed} />
      <CaptionQuality
        {...{ path, seed, sources }}
        plan={shownPlan}
        captions={scores.captions}
        quality={quality?.captions ?? none}
        others={otherCaptions}
      />
      <FurtherQuality {...{ path, running, seed, sources }} plan={shownPlan} others={otherCaptions} />
      {scores.scores.length > 0 && (
        <section className="part" aria-labelledby="all-metrics">
          <h2 id="all-metrics">All metrics</h2>
          <ScoreTables path={path} scores={scores.scores} plan={plan} seed={seed} />
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
