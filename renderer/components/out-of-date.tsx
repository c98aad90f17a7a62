/** The experiment was read and cannot be read any more: what its views show stays, and is said to be of before. */
import { adviceOf } from '../data/ask.ts';
import { useExperiment } from '../data/queries.ts';
import { Button } from './button.tsx';
import { Notice } from './error-notice.tsx';

export function OutOfDate({ path }: { path: string }) {
  const { data, error, isFetching, refetch } = useExperiment(path);
  // Where nothing was ever read the view itself says so.
  if (!error || !data) return null;
  return (
    <div className="banner">
      <Notice
        tone="warn"
        title="What is shown may be out of date"
        actions={
          <Button size="small" busy={isFetching} onClick={() => refetch()}>
            Try again
          </Button>
        }
      >
        {[error.message, adviceOf(error)].filter(Boolean).join(' ')}
      </Notice>
    </div>
  );
}
