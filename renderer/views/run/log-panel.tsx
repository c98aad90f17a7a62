/** The run's log: its end as it grows, staying at the newest line until one scrolls up; or what of all of it was looked for. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Step } from '../../../shared/models.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ask } from '../../data/ask.ts';
import { count } from '../../data/format.ts';
import { stepTitle } from '../../data/names.ts';
import { keyOf, logLines, useLog } from '../../data/queries.ts';
import { linesOf, readLines, spanOf } from './log-lines.ts';

/** This near to the end counts as being there, in pixels. */
const nearEnd = 24;

type Props = {
  path: string;
  running: boolean;
  steps: readonly Step[];
  /** Whose lines alone are shown; null: all. */
  step: Step | null;
  onAll: () => void;
};

export function LogPanel({ path, running, steps, step, onAll }: Props) {
  const [search, setSearch] = useState('');
  const words = useDeferredValue(search.trim());
  const isWhole = words === '' && step === null;
  const end = useLog(path, running);
  const found = useFound(path, running, words, step && spanOf(step, steps));
  const lookedFor = found.data && (step ? linesOf(step, found.data.lines) : found.data.lines);
  const shown = isWhole ? end.data : lookedFor;
  const lines = useMemo(() => readLines(shown ?? []), [shown]);
  const [following, setFollowing] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  const card = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what moves the end
  useEffect(() => {
    if (following && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [following, lines]);
  const only = step?.id ?? null;
  useEffect(() => {
    if (only !== null) card.current?.scrollIntoView({ block: 'nearest' });
  }, [only]);
  const onScroll = (): void => {
    const { scrollTop, clientHeight, scrollHeight } = box.current as HTMLDivElement;
    setFollowing(scrollHeight - scrollTop - clientHeight < nearEnd);
  };
  return (
    <Card
      title="Log"
      className="log"
      about={
        step && (
          <span ref={card} className="log-of">
            Only of {stepTitle(step)}
            {step.seed !== null && `, seed ${step.seed}`}
            <button type="button" className="as-link" onClick={onAll}>
              Show all
            </button>
          </span>
        )
      }
      actions={
        <input
          className="field"
          type="search"
          placeholder="Search the log"
          aria-label="Search the log"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      }
    >
      <ErrorNotice error={isWhole ? end.error : found.error} />
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <div ref={box} className="log-lines" role="log" aria-label="Log lines" tabIndex={0} onScroll={onScroll}>
        {shown?.length === 0 && <p className="soft">{emptyWords(words, step)}</p>}
        {lines.map(({ id, time, text }) => (
          <p key={id} className="log-line">
            <time>{time}</time>
            <span>{text}</span>
          </p>
        ))}
      </div>
      {!isWhole && found.data && found.data.count > 0 && (
        <p className="small soft" role="status">
          {foundWords(found.data)}
        </p>
      )}
      {!following && (
        <Button size="small" icon="down" className="to-newest" onClick={() => setFollowing(true)}>
          Newest
        </Button>
      )}
    </Card>
  );
}

/** Asked of the engine, which has all of the log; the window holds only its end. */
function useFound(path: string, running: boolean, words: string, span: ReturnType<typeof spanOf> | null) {
  const args = { path, words, from: span?.from ?? null, to: span?.to ?? null, limit: logLines };
  return useQuery({
    queryKey: keyOf('run.searchLog', args),
    queryFn: () => ask('run.searchLog', args),
    enabled: words !== '' || span !== null,
    refetchInterval: running && 2000,
    placeholderData: keepPreviousData,
  });
}

const foundWords = ({ lines, count: all }: { lines: readonly string[]; count: number }): string =>
  all > lines.length
    ? `The last ${count(lines.length)} of ${count(all)} lines.`
    : `${count(all)} ${all === 1 ? 'line' : 'lines'}.`;

function emptyWords(words: string, step: Step | null): string {
  if (words !== '') return `No line of ${step ? 'this step’s' : 'the'} log contains “${words}”.`;
  return step ? 'Nothing was logged by this step.' : 'Nothing has been logged yet.';
}
