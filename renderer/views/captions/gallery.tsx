/** All images of the filter as a grid that is as smooth with 100,000 as with ten. Arrows move, Enter opens. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { GalleryCell } from './gallery-cell.tsx';
import { gap, movedBy } from './gallery-layout.ts';
import type { Loaded } from './pages.ts';
import { useCells } from './use-cells.ts';

type Props = {
  path: string;
  loaded: Loaded;
  total: number;
  selected: number | null;
  loadMore: (() => void) | null;
  /** Keys moved to another image while one is open beside: it follows. */
  onMove: (id: number) => void;
  hrefTo: (image: number) => string;
  /** What the order goes by; null: the images' own order. */
  metric: string | null;
  stale: boolean;
};

export function Gallery(props: Props) {
  const { path, loaded, total, selected, loadMore, onMove, hrefTo, metric, stale } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState(0);
  /** The cell that shall have the focus as soon as it is there. */
  const aim = useRef<number | null>(null);
  const wasOpen = useRef(selected !== null);
  const chosen = selected === null ? null : loaded.indexOf(selected);
  const active = Math.min(chosen ?? moved, Math.max(0, total - 1));
  const { virtual, layout } = useCells({
    scroller,
    total,
    loaded: loaded.images.length,
    active,
    loadMore,
  });
  const { columns, cellWidth, rowHeight } = layout;

  // An image chosen elsewhere (a key in the detail, the address) comes into sight.
  useEffect(() => {
    if (chosen === null) return;
    setMoved(chosen);
    virtual.scrollToIndex(Math.floor(chosen / columns), { align: 'auto' });
  }, [chosen, columns, virtual]);

  useEffect(() => {
    // An image that was closed gives the focus back to its cell, unless it went elsewhere by itself.
    const closed = wasOpen.current && selected === null;
    wasOpen.current = selected !== null;
    if (closed && document.activeElement === document.body) aim.current = active;
    const cell = scroller.current?.querySelector<HTMLElement>(`a[data-index="${aim.current}"]`);
    if (!cell) return;
    aim.current = null;
    cell.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight));
    const wanted = movedBy(event.key, active, { columns, pageRows, total });
    if (wanted === null) return;
    event.preventDefault();
    // Only as far as is loaded; what is beyond comes when the last row is in sight.
    const next = Math.min(wanted, Math.max(0, loaded.images.length - 1));
    setMoved(next);
    aim.current = next;
    virtual.scrollToIndex(Math.floor(next / columns), { align: 'auto' });
    const found = loaded.images[next];
    if (selected !== null && found) onMove(found.id);
  };

  return (
    <div className="gallery" ref={scroller} data-stale={stale || undefined}>
      <ul
        className="gallery-space"
        aria-label="Images"
        style={{ height: `${virtual.getTotalSize()}px` }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().flatMap((row) =>
          Array.from({ length: Math.min(columns, total - row.index * columns) }, (_, column) => {
            const index = row.index * columns + column;
            const image = loaded.images[index];
            return (
              <GalleryCell
                key={image?.id ?? `waiting ${index}`}
                path={path}
                index={index}
                total={total}
                image={image}
                left={column * (cellWidth + gap)}
                top={row.start}
                width={cellWidth}
                active={index === active}
                selected={selected !== null && image?.id === selected}
                href={image && hrefTo(image.id)}
                metric={metric}
              />
            );
          }),
        )}
      </ul>
    </div>
  );
}
