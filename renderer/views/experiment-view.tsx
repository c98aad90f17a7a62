/** One experiment, read once for all its views; a damaged or unknown one says so here, for each of them. */
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { PageSkeleton } from '../components/skeleton.tsx';
import { useExperiment } from '../data/queries.ts';
import { type ExperimentRoute, welcomeHref } from '../route.ts';
import { BenchmarksView } from './benchmarks/index.tsx';
import { CaptionsView } from './captions/index.tsx';
import { ExperimentDataView } from './data/index.tsx';
import { JudgeView } from './judge/index.tsx';
import { RoundsView } from './rounds/index.tsx';
import { RunView } from './run/index.tsx';
import { SpecialistsView } from './specialists/index.tsx';

export function ExperimentView({ route }: { route: ExperimentRoute }) {
  const { data: experiment, error, isPending, refetch } = useExperiment(route.path);
  if (isPending) return <PageSkeleton />;
  if (!experiment)
    return (
      <EmptyState icon="folder" title="This experiment cannot be opened">
        <ErrorNotice error={error} onRetry={() => refetch()} />
        <a className="button" href={welcomeHref}>
          Back to all experiments
        </a>
      </EmptyState>
    );
  // Another wish is another view of the same kind: it begins with what it was asked to show.
  if (route.view === 'benchmarks')
    return <BenchmarksView key={JSON.stringify(route.query)} experiment={experiment} query={route.query} />;
  if (route.view === 'specialists') return <SpecialistsView experiment={experiment} />;
  if (route.view === 'data') return <ExperimentDataView experiment={experiment} />;
  if (route.view === 'rounds') return <RoundsView experiment={experiment} query={route.query} />;
  if (route.view === 'judge') return <JudgeView experiment={experiment} />;
  if (route.view === 'captions')
    return <CaptionsView experiment={experiment} image={route.image} query={route.query} />;
  return <RunView experiment={experiment} />;
}
