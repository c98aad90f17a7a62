/** Where the gallery's cells stand, and which cell a key leads to. Pure. */
export interface GalleryLayout {
  readonly columns: number;
  readonly cellWidth: number;
  readonly rowHeight: number;
}

export const gap = 16;
/** Two lines of caption and one of numbers below the picture; captions.css gives them the same room. */
const wordsHeight = 76;
const leastWidth = 132;

export function galleryLayout(width: number): GalleryLayout {
  const columns = Math.max(2, Math.floor((width + gap) / (leastWidth + gap)));
  const cellWidth = Math.max(0, Math.floor((width - gap * (columns - 1)) / columns));
  return { columns, cellWidth, rowHeight: cellWidth + wordsHeight + gap };
}

/** The cell that a key leads to from `index`, or null when it leads nowhere. `pageRows`: rows that are seen at once. */
export function movedBy(
  key: string,
  index: number,
  { columns, pageRows, total }: { columns: number; pageRows: number; total: number },
): number | null {
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * pageRows,
    PageDown: columns * pageRows,
    Home: -total,
    End: total,
  };
  const step = steps[key];
  if (step === undefined) return null;
  const aim = index + step;
  // A row up or down keeps its column or stays; larger steps stop at the ends.
  if ((key === 'ArrowUp' || key === 'ArrowDown') && (aim < 0 || aim >= total)) return null;
  const moved = Math.min(total - 1, Math.max(0, aim));
  return moved === index ? null : moved;
}
