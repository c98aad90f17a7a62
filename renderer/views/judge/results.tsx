/** What people and judge models have said so far. */
import '../rounds/rounds.css';
import '../../charts/charts.css';
import { useMutation } from '@tanstack/react-query';
import type { Judging } from '../../../shared/judge.ts';
import type { Experiment } from '../../../shared/models.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice, Notice } from '../../components/error-notice.tsx';
import { PageSkeleton } from '../../components/skeleton.tsx';
import { ask } from '../../data/ask.ts';
import { Agreement } from './agreement.tsx';
import { AskModel } from './ask-model.tsx';
import { Measures } from './measures.tsx';
import { ModelJudge } from './model-judge.tsx';
import { useJudgeResults } from './queries.ts';
import { WinRates } from './win-rates.tsx';

type Props = { experiment: Experiment; judging: Judging };

export function Results({ experiment, judging }: Props) {
  const { path } = experiment.summary;
  const { data, error, isPending, refetch } = useJudgeResults(path);
  if (isPending) return <PageSkeleton />;
  if (!data)
    return (
      <EmptyState title="The results cannot be read">
        <ErrorNotice error={error} onRetry={() => refetch()} />
      </EmptyState>
    );
  if (data.winRates.length === 0 && data.models.length === 0)
    return (
      <div className="judge-results">
        <EmptyState title="Nothing has been judged yet">
          <p>People’s win rates come with their first answers, a model’s with its own.</p>
        </EmptyState>
        <AskModel path={path} />
      </div>
    );
  const open = judging.judges.filter(({ answered, skipped }) => answered + skipped < judging.total);
  return (
    <div className="judge-results">
      {open.length > 0 && (
        <Notice tone="plain" title="Judging is not over">
          {`${open.map(({ judge }) => judge).join(', ')} ${open.length === 1 ? 'has' : 'have'} pairs left. Who knows the results judges differently: look when all are done.`}
        </Notice>
      )}
      {data.winRates.length > 0 && <WinRates results={data} />}
      {data.winRates.length > 0 && (
        <div className="columns">
          <Agreement agreement={data.agreement} judges={data.judges.length} />
          <Measures measures={data.measures} />
        </div>
      )}
      {data.models.map((model) => (
        <ModelJudge key={model.judge} results={model} plan={experiment.plan} />
      ))}
      <AskModel path={path} />
      <IntoReport path={path} />
    </div>
  );
}

function IntoReport({ path }: { path: string }) {
  const write = useMutation({ mutationFn: () => ask('report.write', { path }) });
  return (
    <div className="judge-report">
      <ErrorNotice error={write.error} />
      <Button busy={write.isPending} onClick={() => write.mutate()}>
        Write into the report
      </Button>
      <span className="small soft" role="status">
        {write.isSuccess &&
          (write.data.reportPath
            ? 'Written: Table 8 and what belongs to it.'
            : 'There is no report yet: nothing has been evaluated.')}
      </span>
    </div>
  );
}
