/** Judge: people say blind which of two captions is better; results of people and of judge models. */
import './judge.css';
import { useState } from 'react';
import type { Experiment } from '../../../shared/models.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageSkeleton } from '../../components/skeleton.tsx';
import { hrefOf } from '../../route.ts';
import { nextOf, stepInWords, whyNotYet } from '../rounds/awaited.ts';
import { Desk } from './desk.tsx';
import { useWhatIsJudged } from './queries.ts';
import { Results } from './results.tsx';
import { Start } from './start.tsx';

type Shown =
  | { readonly at: 'start' }
  | { readonly at: 'results' }
  | { readonly at: 'desk'; readonly judge: string };

export function JudgeView({ experiment }: { experiment: Experiment }) {
  const { path } = experiment.summary;
  const [shown, setShown] = useState<Shown>({ at: 'start' });
  const { data, error, isPending, refetch } = useWhatIsJudged(path);
  if (isPending) return <PageSkeleton />;
  if (!data)
    return (
      <EmptyState title="What can be judged cannot be read">
        <ErrorNotice error={error} onRetry={() => refetch()} />
      </EmptyState>
    );
  if (data.seeds.length === 0) return <NoCaptions experiment={experiment} />;
  const start = (): void => {
    setShown({ at: 'start' });
    void refetch();
  };
  if (shown.at === 'desk') return <Desk key={shown.judge} path={path} judge={shown.judge} onLeave={start} />;
  return (
    <div className="page judge">
      <nav className="segments judge-parts" aria-label="Parts of judging">
        {(['start', 'results'] as const).map((at) => (
          <button
            key={at}
            type="button"
            aria-pressed={shown.at === at}
            data-state={shown.at === at ? 'on' : 'off'}
            onClick={() => setShown({ at })}
          >
            {at === 'start' ? 'Judge' : 'Results'}
          </button>
        ))}
      </nav>
      {error && <ErrorNotice error={error} onRetry={() => refetch()} />}
      {shown.at === 'start' ? (
        <Start path={path} judging={data} onBegin={(judge) => setShown({ at: 'desk', judge })} />
      ) : (
        <Results experiment={experiment} judging={data} />
      )}
    </div>
  );
}

function NoCaptions({ experiment }: { experiment: Experiment }) {
  const step = nextOf(experiment, 'recaption');
  return (
    <EmptyState icon="image" title="No captions to judge yet">
      <p>
        {step && `The first ones come with ${stepInWords(step, experiment)}. `}
        {whyNotYet(experiment)}
      </p>
      <a className="button" href={hrefOf('run', experiment.summary.path)}>
        Go to Run
      </a>
    </EmptyState>
  );
}
