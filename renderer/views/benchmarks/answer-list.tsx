/** The answers one below the other, only those on the screen drawn; arrows move from one to the next. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef } from 'react';
import type { BenchmarkAnswer } from '../../../shared/benchmark-requests.ts';
import { AnswerRow } from './answer-row.tsx';
import type { Choices } from './choices.ts';

type Props = {
  path: string;
  choices: Choices;
  items: readonly BenchmarkAnswer[];
  total: number;
  at: number;
  onMove: (at: number) => void;
  loadMore: (() => void) | null;
};

const rowHeight = 84;

export function AnswerList({ path, choices, items, total, at, onMove, loadMore }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  const lastSeen = virtual.range?.endIndex ?? 0;
  useEffect(() => {
    if (lastSeen + 20 >= items.length && items.length < total) loadMore?.();
  }, [lastSeen, items.length, total, loadMore]);
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(items.length - 1, to));
    onMove(next);
    virtual.scrollToIndex(next);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: items.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  return (
    <div
      ref={scroller}
      className="answer-list"
      role="listbox"
      aria-label="Answers"
      aria-activedescendant={`${id}-${at}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="answer-rows" role="presentation" style={{ height: `${virtual.getTotalSize()}px` }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <AnswerRow
            key={index}
            id={`${id}-${index}`}
            path={path}
            choices={choices}
            answer={items[index]}
            index={index}
            total={total}
            top={start}
            selected={index === at}
            onChoose={onMove}
          />
        ))}
      </div>
    </div>
  );
}
