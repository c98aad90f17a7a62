/** Items that were left out one by one: which file, where in it, why. As many as a broken data set has: only those in sight are fetched and drawn. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Card } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ask } from '../../data/ask.ts';
import { count } from '../../data/format.ts';
import { pageSize } from '../../data/queries.ts';
import { useDelayed } from '../captions/use-delayed.ts';
import { QuarantineBar } from './quarantine-bar.tsx';

type Props = { path: string; total: number; reasons: readonly { reason: string; count: number }[] };

const rowHeight = 44;

export function Quarantine({ path, total, reasons }: Props) {
  const [reason, setReason] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const search = useDelayed(words.trim(), 200);
  const pages = useInfiniteQuery({
    queryKey: ['data.quarantine', path, search, reason] as const,
    queryFn: ({ pageParam }) =>
      ask('data.quarantine', { path, search, reason, after: pageParam, limit: pageSize }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    enabled: total > 0,
    placeholderData: (before) => before,
  });
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const lastSeen = virtual.range?.endIndex ?? 0;
  useEffect(() => {
    if (lastSeen + 20 >= items.length && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [lastSeen, items.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (total === 0)
    return (
      <Card title="Quarantine">
        <p className="soft">Nothing was quarantined: every item of the data could be read.</p>
      </Card>
    );
  const found = pages.data?.pages[0]?.total ?? total;
  return (
    <Card
      title="Quarantine"
      about={`${count(total)} ${total === 1 ? 'item was' : 'items were'} left out; the rest went on. Nothing of it was changed.`}
    >
      <QuarantineBar
        {...{ path, total, reasons, reason, words }}
        items={items}
        found={found}
        asked={{ search, reason }}
        onReason={setReason}
        onWords={setWords}
      />
      <ErrorNotice error={pages.error} onRetry={() => pages.refetch()} />
      {found === 0 && <p className="soft">Nothing that was left out has these words.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section ref={scroller} className="quarantine" tabIndex={0} aria-label="Quarantined items">
        <ul style={{ height: `${virtual.getTotalSize()}px` }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const item = items[index];
            return (
              item && (
                <li key={index} style={{ transform: `translateY(${start}px)` }}>
                  <span className="truncate" title={item.file}>
                    {item.file}
                  </span>
                  <span className="small soft truncate" title={item.reason}>
                    {item.set}, {item.position}: {item.reason}
                  </span>
                </li>
              )
            );
          })}
        </ul>
      </section>
    </Card>
  );
}
