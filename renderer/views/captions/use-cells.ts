/** The gallery's rows on the screen: a virtual list over all images there are, loaded page by page as they come into sight. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { galleryLayout } from './gallery-layout.ts';

type Options = {
  scroller: RefObject<HTMLElement | null>;
  total: number;
  loaded: number;
  /** The cell that keys move from; its row is always there, so that it can take the focus. */
  active: number;
  /** Asks for the next page; null while one is under way or there is none. */
  loadMore: (() => void) | null;
};

export function useCells({ scroller, total, loaded, active, loadMore }: Options) {
  const width = useContentWidth(scroller);
  const layout = useMemo(() => galleryLayout(width), [width]);
  const { columns, rowHeight } = layout;
  const rows = Math.ceil(total / columns);
  const activeRow = Math.min(rows - 1, Math.floor(active / columns));
  const virtual = useVirtualizer({
    count: width === 0 ? 0 : rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 3,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const shown = Array.from(
        { length: Math.min(count - 1, endIndex + overscan) - Math.max(0, startIndex - overscan) + 1 },
        (_, index) => Math.max(0, startIndex - overscan) + index,
      );
      return shown.includes(activeRow) || activeRow < 0 ? shown : [...shown, activeRow].sort((a, b) => a - b);
    },
  });
  useKeepPlace(virtual, layout.columns, rowHeight, scroller);
  const lastSeen = ((virtual.range?.endIndex ?? 0) + 2) * columns;
  useEffect(() => {
    if (lastSeen >= loaded && loaded < total) loadMore?.();
  }, [lastSeen, loaded, total, loadMore]);
  return { virtual, layout };
}

/** When the columns change, what was at the top stays at the top. */
function useKeepPlace(
  virtual: ReturnType<typeof useVirtualizer<HTMLElement, Element>>,
  columns: number,
  rowHeight: number,
  scroller: RefObject<HTMLElement | null>,
): void {
  const before = useRef({ columns, rowHeight });
  useLayoutEffect(() => {
    const old = before.current;
    before.current = { columns, rowHeight };
    virtual.measure();
    if (!scroller.current || (old.columns === columns && old.rowHeight === rowHeight)) return;
    const first = Math.round(scroller.current.scrollTop / old.rowHeight) * old.columns;
    virtual.scrollToIndex(Math.floor(first / columns), { align: 'start' });
  }, [virtual, columns, rowHeight, scroller]);
}

function useContentWidth(scroller: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!scroller.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [scroller]);
  return width;
}
