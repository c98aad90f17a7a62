/** All images of the filter as a grid that is as smooth with 100,000 as with ten. Arrows move, Enter opens. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { GalleryCell } from './gallery-cell.tsx';
import { gap, movedBy } from './gallery-layout.ts';
import { imageAt, indexOfImage, loadedCount, type Page } from './pages.ts';
import { useCells } from './use-cells.ts';

type Props = {
  path: string;
  pages: readonly Page[];
  total: number;
  selected: number | null;
  loadMore: (() => void) | null;
  /** Keys moved to another image while one is open beside: it follows. */
  onMove: (id: number) => void;
  stale: boolean;
};

export function Gallery({ path, pages, total, selected, loadMore, onMove, stale }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState(0);
  const wantsFocus = useRef(false);
  const chosen = selected === null ? null : indexOfImage(pages, selected);
  const active = Math.min(chosen ?? moved, Math.max(0, total - 1));
  const { virtual, layout } = useCells({
    scroller,
    total,
    loaded: loadedCount(pages),
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
    if (!wantsFocus.current) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`a[data-index="${active}"]`);
    if (!cell) return;
    wantsFocus.current = false;
    cell.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight));
    const aim = movedBy(event.key, active, { columns, pageRows, total });
    if (aim === null) return;
    event.preventDefault();
    const image = imageAt(pages, aim);
    // Only as far as is loaded; what is beyond comes when the last row is in sight.
    const next = image ? aim : Math.max(0, loadedCount(pages) - 1);
    setMoved(next);
    wantsFocus.current = true;
    virtual.scrollToIndex(Math.floor(next / columns), { align: 'auto' });
    const found = imageAt(pages, next);
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
            const image = imageAt(pages, index);
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
              />
            );
          }),
        )}
      </ul>
    </div>
  );
}
