/** What every export format offers: a writer that is given one image after the other, and what its card says of it. */
import type { ExportImages, ExportNote } from '../../../shared/export.ts';
import type { ExportedImage } from '../store/index.ts';
import type { OutputFolder } from './output.ts';
import type { Part } from './part.ts';
import type { ExportRecord } from './records.ts';
import type { SourceShard } from './source-shards.ts';

/** An image of the export. */
export interface Placed {
  readonly record: ExportRecord;
  /** Free of what file systems refuse, with forward slashes. */
  readonly name: string;
  /** Where its picture is, as the export's files name it: below the export's folder, or absolute where pictures are only referred to. */
  readonly path: string;
  /** Null where pictures are only referred to. */
  readonly bytes: Buffer | null;
}

export interface FormatWriter {
  /** Answers why the image had to be left out; null where it was not. */
  add(placed: Placed): Promise<string | null>;
  /** Closes all files. Answers what had to be changed. */
  end(): Promise<readonly ExportNote[]>;
}

export interface Writing {
  readonly output: OutputFolder;
  readonly part: Part;
  readonly images: ExportImages;
  /** The shard of the user's own that an image was imported from; null where it came otherwise. */
  readonly shardOf: (image: ExportedImage) => SourceShard | null;
}

export interface Format {
  readonly title: string;
  /** `folder`: pictures lie below `images/`. `own`: the writer has a place of its own for them. */
  readonly pictures: 'folder' | 'own';
  /** Whether pictures may stay where they are. */
  readonly mayReference: boolean;
  /** Markdown for the card: which files there are, and how to read them. */
  readonly use: (part: Part, images: ExportImages) => string;
  /** What the format has no room for. */
  readonly limits: readonly string[];
  /** Members of the card's head that the format wants. */
  readonly head?: Readonly<Record<string, unknown>>;
  open(writing: Writing): Promise<FormatWriter>;
}
