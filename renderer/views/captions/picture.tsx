/** The image, enlarged, with boxes drawn over it: those of the truth, and the one a caption's words point to. */
import type { ImageRow } from '../../../shared/models.ts';
import type { Box } from './grounded-boxes.ts';
import { Thumbnail } from './thumbnail.tsx';

export interface DrawnBox {
  readonly box: Box;
  readonly label: string;
}

type Props = {
  path: string;
  image: ImageRow;
  alt: string;
  there: readonly DrawnBox[];
  pointed: readonly DrawnBox[];
};

export function Picture({ path, image, alt, there, pointed }: Props) {
  const { width, height } = image;
  const fontSize = Math.max(width, height) / 28;
  const boxes = [
    ...there.map((one) => ({ ...one, kind: 'there' })),
    ...pointed.map((one) => ({ ...one, kind: 'pointed' })),
  ];
  return (
    <div className="picture" style={{ aspectRatio: `${width} / ${height}` }}>
      <Thumbnail path={path} id={image.id} alt={alt} className="picture-image" whole />
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {boxes.map(({ box: [left, top, right, bottom], label, kind }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: boxes have no other name, and two may be equal
          <g key={index} className={`box ${kind}`}>
            {['halo', 'edge'].map((part) => (
              <rect
                key={part}
                className={part}
                x={left * width}
                y={top * height}
                width={(right - left) * width}
                height={(bottom - top) * height}
              />
            ))}
            {label && (
              <text
                x={left * width + fontSize * 0.3}
                // Above its box; inside where there is no room above.
                y={
                  top * height < fontSize * 1.4
                    ? top * height + fontSize * 1.1
                    : top * height - fontSize * 0.35
                }
                fontSize={fontSize}
                strokeWidth={fontSize * 0.28}
              >
                {label}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}
