/** A table as it leaves the window: one shape for every table and chart. */
export type TabularCell = string | number | null;

export interface Tabular {
  /** Becomes the caption in LaTeX and stands above a picture. */
  readonly title: string;
  readonly columns: readonly string[];
  /** Unrounded; null is not known. */
  readonly rows: readonly (readonly TabularCell[])[];
}

/** For each column whether it holds figures alone, which are set to the right. */
export const figureColumns = ({ columns, rows }: Tabular): boolean[] =>
  columns.map((_, at) => rows.every((row) => typeof (row[at] ?? null) !== 'string'));
