/** A table as it leaves the window: one shape for every table and chart. */
export type TabularCell = string | number | null;

export interface Tabular {
  /** Becomes the caption in LaTeX. */
  readonly title: string;
  readonly columns: readonly string[];
  /** Unrounded; null is not known. */
  readonly rows: readonly (readonly TabularCell[])[];
}
