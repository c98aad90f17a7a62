/** Every experiment there is, the newest first; damaged ones too. */
import { useState } from 'react';
import type { ExperimentSummary } from '../../../shared/models.ts';
import { StateBadge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ask } from '../../data/ask.ts';
import { ago, bytes, duration } from '../../data/format.ts';
import { useExperiments } from '../../data/queries.ts';
import { go, hrefOf } from '../../route.ts';

export function ExperimentList() {
  const experiments = useExperiments();
  const [refusal, setRefusal] = useState<Error | null>(null);
  const openFolder = async (): Promise<void> => {
    setRefusal(null);
    const { path } = await ask('window.chooseFolder', { purpose: 'experiment' });
    if (!path) return;
    await ask('experiments.open', { path }).then((opened) => go(hrefOf('run', opened.path)), setRefusal);
  };
  return (
    <section aria-labelledby="experiments-title">
      <header className="list-head">
        <h2 id="experiments-title">Experiments</h2>
        <Button kind="quiet" size="small" icon="folder" onClick={openFolder}>
          Open folder…
        </Button>
      </header>
      <ErrorNotice error={refusal ?? experiments.error} />
      {experiments.isPending && <Skeleton height="8rem" />}
      {experiments.data?.length === 0 && (
        <p className="card none-yet soft">
          No experiments yet. What you start above is listed here, with its progress and its verdict, and
          stays until you delete its folder.
        </p>
      )}
      {experiments.data && experiments.data.length > 0 && (
        <ul className="card experiments">
          {experiments.data.map((summary) => (
            <Row key={summary.path} summary={summary} now={experiments.dataUpdatedAt} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ summary, now }: { summary: ExperimentSummary; now: number }) {
  const { path, name, state, headline, stepsDone, stepsTotal, secondsLeft, diskBytes, updatedAt } = summary;
  const share = stepsTotal > 0 ? stepsDone / stepsTotal : 0;
  return (
    <li>
      <a className="experiment-row" href={hrefOf('run', path)} title={path}>
        <span className="what">
          <span className="name truncate">{name}</span>
          <span className="soft small truncate">{headline}</span>
        </span>
        <StateBadge state={state} />
        <span className="how-far small soft">
          {stepsTotal > 0 && state !== 'done' && (
            <>
              <ProgressBar
                value={share}
                label={`Progress of ${name}`}
                tone={state === 'failed' ? 'bad' : state === 'running' ? 'accent' : 'quiet'}
              />
              <span>
                {stepsDone} of {stepsTotal} steps{secondsLeft !== null && `, ${duration(secondsLeft)} left`}
              </span>
            </>
          )}
          {state === 'done' && <span>{stepsTotal} steps</span>}
        </span>
        <span className="small soft end">{ago(updatedAt, now)}</span>
        <span className="small soft end">{bytes(diskBytes)}</span>
      </a>
    </li>
  );
}
