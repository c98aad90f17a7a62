/** What every reader of a format gives: what it takes a folder for, and its records one after the other. */
import type { FormatName, Mapping } from '../../../../shared/data.ts';
import type { Turn } from '../dataset.ts';
import type { SourceFolder } from './source-folder.ts';

/** A picture that lies inside another file. */
export interface InnerPicture {
  readonly bytes: Uint8Array;
}

export interface SourceRecord {
  /** Absolute: the file in which it stands. */
  readonly file: string;
  /** Where in it: `record 3`, `row 17`, `member 000001`. */
  readonly position: string;
  /** Unique in its source; images inside files are named by it. */
  readonly name: string;
  /** As they stand in the source: texts, numbers, lists, `Uint8Array` for bytes. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface RefusedItem {
  readonly file: string;
  readonly position: string;
  readonly refused: string;
}

/** In the source's own order, so that reading can go on after so many of them. */
export type RecordItem = SourceRecord | RefusedItem;

export type Picture =
  | { readonly file: string }
  | InnerPicture
  /** It came with an earlier record of the same name. */
  | 'earlier'
  | null;

export interface Sample {
  readonly file: string;
  readonly position: string;
  /** The image's name, unique in its source. */
  readonly name: string;
  readonly picture: Picture;
  readonly turns: readonly Turn[];
  readonly scores: Readonly<Record<string, number>>;
  readonly address: string | null;
  readonly sha256: string | null;
  /** What was left out of it; the rest is taken. */
  readonly remark: string | null;
}

export type SampleItem = Sample | RefusedItem;

export interface Detection {
  /** 0 to 1. */
  readonly confidence: number;
  readonly evidence: string;
  /** What is known of the mapping beyond what fields' names and values tell. */
  readonly mapping: Partial<Mapping>;
  /** Files that are read, by their path in the source; what else lies there is told as not opened. */
  readonly reads: ReadonlySet<string>;
  /** Records, where that is told without reading them all. */
  readonly records: number | null;
}

export interface Reader {
  readonly format: FormatName;
  readonly title: string;
  /** Null where nothing in the folder is of this format. */
  detect(source: SourceFolder): Promise<Detection | null>;
  records(source: SourceFolder, detection: Detection): AsyncGenerator<RecordItem>;
}
