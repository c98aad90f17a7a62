/** One image of the gallery: its picture, a caption, how many there are or what the order goes by. */
import { memo } from 'react';
import { count } from '../../data/format.ts';
import { metricTitle, valueInWords } from './metric-text.ts';
import type { GalleryRow } from './pages.ts';
import { Thumbnail } from './thumbnail.tsx';

type Props = {
  path: string;
  index: number;
  total: number;
  /** Undefined until its page is loaded. */
  image: GalleryRow | undefined;
  left: number;
  top: number;
  width: number;
  /** Keys move from here: the one cell that Tab reaches. */
  active: boolean;
  selected: boolean;
  href: string | undefined;
  metric: string | null;
};

export const GalleryCell = memo(function GalleryCell(props: Props) {
  const { path, index, total, image, left, top, width, active, selected, href, metric } = props;
  return (
    <li
      className="gallery-item"
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-busy={!image}
      style={{ width: `${width}px`, transform: `translate(${left}px, ${top}px)` }}
    >
      {image ? (
        <a
          className="cell"
          href={href}
          data-index={index}
          aria-current={selected || undefined}
          tabIndex={active ? 0 : -1}
          draggable={false}
        >
          <span className="unseen">Image {image.id}: </span>
          <Thumbnail path={path} id={image.id} />
          <span className="cell-caption">{image.caption || <i className="faint">no caption</i>}</span>
          <span className="cell-count">
            {metric !== null && image.value !== null ? (
              <>
                <b>{valueInWords(metric, image.value)}</b> {metricTitle(metric)}
              </>
            ) : (
              captionsInWords(image)
            )}
          </span>
        </a>
      ) : (
        <div className="cell waiting" />
      )}
    </li>
  );
});

const captionsInWords = ({ captions }: GalleryRow): string =>
  captions === 0 ? 'no model’s caption' : captions === 1 ? '1 caption' : `${count(captions)} captions`;
