/** A table as data; table-html, table-csv and table-latex print it. */
import type { Format } from './format.ts';

export interface Table {
  /** Names its files: `table-3-benchmarks`. */
  readonly id: string;
  /** `Table 3`, after the paper's table of the same content; empty where the paper has none. */
  readonly number: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** What a reader must know to read it; one sentence each. */
  readonly notes: readonly string[];
}

export interface Column {
  /** For CSV headers. */
  readonly key: string;
  readonly title: string;
  readonly unit?: string;
  readonly format: Format;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** A thin rule is drawn where the group changes. */
  readonly group?: string;
}

/** Null prints as a dash: not measured. */
export type Cell = string | Figure | null;

export interface Figure {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** Standard deviation, printed as plus or minus. */
  readonly deviation?: number;
  /** Significantly better or worse than what the notes say; `same` says that the test found nothing. */
  readonly verdict?: 'better' | 'worse' | 'same';
}

export const missing = '–';
