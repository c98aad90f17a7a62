/** Benchmarks: every question with its picture, what a model answered, what is right, and what another one answered. */
import './benchmarks.css';
import { useMemo, useState } from 'react';
import type { BenchmarkAnswer, ShownAnswers } from '../../../shared/benchmark-requests.ts';
import type { Experiment } from '../../../shared/models.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageSkeleton } from '../../components/skeleton.tsx';
import { hrefOf, type Query } from '../../route.ts';
import { useDelayed } from '../captions/use-delayed.ts';
import { nextOf, stepInWords, whyNotYet } from '../rounds/awaited.ts';
import { AnswerList } from './answer-list.tsx';
import { AnswersBar } from './answers-bar.tsx';
import { choicesOf, type Overview } from './choices.ts';
import { OneAnswer } from './one-answer.tsx';
import { RoundChanges } from './round-changes.tsx';
import { Tally } from './tally.tsx';
import { useAnswers, useOverview } from './use-answers.ts';

type Props = { experiment: Experiment; query: Query };

export function BenchmarksView({ experiment, query }: Props) {
  const { path, state } = experiment.summary;
  const { data, error, isPending, refetch } = useOverview(path, state === 'running');
  if (isPending) return <PageSkeleton />;
  if (!data)
    return (
      <EmptyState icon="chart" title="The answers cannot be read">
        <ErrorNotice error={error} onRetry={() => refetch()} />
      </EmptyState>
    );
  if (data.answered.length === 0 || data.benchmarks.length === 0)
    return <NoAnswers experiment={experiment} />;
  return <Answers experiment={experiment} overview={data} query={query} />;
}

function Answers({ experiment, overview, query }: Props & { overview: Overview }) {
  const { plan, summary } = experiment;
  const [wanted, setWanted] = useState<Query>(query);
  const [show, setShow] = useState<ShownAnswers>('all');
  const [search, setSearch] = useState(query.search ?? '');
  const [at, setAt] = useState(0);
  const asked = useDelayed(search.trim(), 180);
  const choices = useMemo(() => choicesOf(overview, plan, wanted), [overview, plan, wanted]);
  // What needs another model shows all once there is none.
  const shown = choices?.against === null && (show === 'gained' || show === 'lost') ? 'all' : show;
  const filter = useMemo(
    () =>
      choices && {
        benchmark: choices.benchmark,
        model: choices.model,
        seed: choices.seed,
        against: choices.against,
        show: shown,
        search: asked,
      },
    [choices, shown, asked],
  );
  const answers = useAnswers(summary.path, filter);
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isError } = answers;
  const items = useMemo(() => answers.data?.pages.flatMap((page) => page.items) ?? [], [answers.data]);
  const loadMore = useMemo(
    () => (hasNextPage && !isFetchingNextPage && !isError ? () => void fetchNextPage() : null),
    [hasNextPage, isFetchingNextPage, isError, fetchNextPage],
  );
  if (!choices || !filter) return <NoAnswers experiment={experiment} />;
  const first = answers.data?.pages[0];
  const total = first?.total ?? 0;
  const chosen: BenchmarkAnswer | undefined = items[at] ?? items[0];
  const change = (changes: Query): void => {
    setWanted({ ...wanted, ...changes });
    setAt(0);
  };
  return (
    <div className="answers">
      <div className="answers-main">
        <AnswersBar
          path={summary.path}
          running={summary.state === 'running'}
          choices={choices}
          tally={first?.tally ?? null}
          show={shown}
          search={search}
          busy={answers.isPlaceholderData}
          total={answers.data ? total : null}
          items={items}
          onChange={change}
          onShow={(next) => {
            setShow(next);
            setAt(0);
          }}
          onSearch={(next) => {
            setSearch(next);
            setAt(0);
          }}
        />
        <ErrorNotice error={answers.error} onRetry={() => answers.refetch()} />
        {answers.isPending && <PageSkeleton />}
        {answers.data && total === 0 && (
          <EmptyState icon="search" title="No answer fits">
            {asked
              ? 'Neither question, answer nor truth has these words.'
              : 'There is none of this kind among the answers.'}
          </EmptyState>
        )}
        {total > 0 && (
          <AnswerList
            key={JSON.stringify(filter)}
            path={summary.path}
            choices={choices}
            items={items}
            total={total}
            at={at}
            onMove={setAt}
            loadMore={loadMore}
          />
        )}
      </div>
      <aside className="answers-side" aria-label="The chosen answer">
        {first?.tally && <Tally tally={first.tally} choices={choices} onShow={setShow} />}
        <RoundChanges
          path={summary.path}
          choices={choices}
          onChoose={(model, against, next) => {
            change({ model, against });
            setShow(next);
          }}
        />
        {chosen && <OneAnswer path={summary.path} answer={chosen} choices={choices} />}
      </aside>
    </div>
  );
}

function NoAnswers({ experiment }: { experiment: Experiment }) {
  const step = nextOf(experiment, 'evaluate');
  const none = experiment.plan.benchmarks.length === 0;
  return (
    <EmptyState icon="chart" title="No answers yet">
      <p>
        {none
          ? 'This plan has no benchmarks.'
          : `${step ? `The first ones come with ${stepInWords(step, experiment)}. ` : ''}${whyNotYet(experiment)}`}
      </p>
      <a className="button" href={hrefOf('run', experiment.summary.path)}>
        Go to Run
      </a>
    </EmptyState>
  );
}
