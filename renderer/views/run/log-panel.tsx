/** The end of the run's log: stays at the newest line until one scrolls up, and can be searched. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useLog } from '../../data/queries.ts';
import { matching, readLines } from './log-lines.ts';

/** This near to the end counts as being there, in pixels. */
const nearEnd = 24;

export function LogPanel({ path, running }: { path: string; running: boolean }) {
  const log = useLog(path, running);
  const [search, setSearch] = useState('');
  const [following, setFollowing] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => matching(readLines(log.data ?? []), search), [log.data, search]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what moves the end
  useEffect(() => {
    if (following && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [following, lines]);
  const onScroll = (): void => {
    const { scrollTop, clientHeight, scrollHeight } = box.current as HTMLDivElement;
    setFollowing(scrollHeight - scrollTop - clientHeight < nearEnd);
  };
  return (
    <Card
      title="Log"
      className="log"
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
      <ErrorNotice error={log.error} />
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <div ref={box} className="log-lines" role="log" aria-label="Log lines" tabIndex={0} onScroll={onScroll}>
        {lines.length === 0 && <p className="soft">{emptyWords(log.data?.length ?? 0, search)}</p>}
        {lines.map(({ id, time, text }) => (
          <p key={id} className="log-line">
            <time>{time}</time>
            <span>{text}</span>
          </p>
        ))}
      </div>
      {!following && (
        <Button size="small" icon="down" className="to-newest" onClick={() => setFollowing(true)}>
          Newest
        </Button>
      )}
    </Card>
  );
}

const emptyWords = (all: number, search: string): string =>
  all > 0 ? `No line among the last ${all} contains “${search.trim()}”.` : 'Nothing has been logged yet.';
