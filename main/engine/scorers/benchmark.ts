/** What every benchmark can do. One file per benchmark beside this one; index.ts lists them. */

export interface BenchmarkItem {
  /** Unique within the benchmark. */
  readonly id: string;
  /** File relative to `<dataset>/bench/images`, or absolute. */
  readonly image: string;
  /** What the model is asked. */
  readonly prompt: string;
  /** Plain JSON that only the benchmark's own scorer understands. */
  readonly truth: unknown;
}

/** What was not taken over from a benchmark's files: how many of what, and why. */
export type LeftOut = (what: string, count: number, why: string) => void;

export interface Benchmark {
  readonly name: string;
  /** Its folder inside `bench`, where that is not its name. */
  readonly folder?: string;
  readonly title: string;
  /** The official rule followed, shown beside every score: scorers of one benchmark disagree and are never mixed. */
  readonly scorer: string;
  /** What `score` averages to. */
  readonly metric: string;
  readonly maxNewTokens: number;
  /**
   * The files lie in `folder` inside `benchFolder` (absent: the benchmark's own), their images in `images` beside it. Null when there is
   * no such benchmark. Throws a BenchmarkError when its files are malformed. What a file holds beyond its questions, or what cannot be
   * asked, is told to `leftOut`.
   */
  read(benchFolder: string, folder?: string, leftOut?: LeftOut): Promise<BenchmarkItem[] | null>;
  /** Primary score of one item, 0..1 (CIDEr-D: 0..10); this is what is bootstrapped and paired. */
  score(item: BenchmarkItem, prediction: string): number;
  /**
   * Where the official score of an item depends on the other items or on the answers before it: all scores at once, in order of the items,
   * asked for when every answer is there. `score` is then only provisional.
   */
  scoreTogether?(items: readonly BenchmarkItem[], predictions: ReadonlyMap<string, string>): number[];
  /**
   * Further figures over all items, by name (`precision`, `accuracy random`, ...). `predictions` is keyed by item id; an item without
   * a prediction counts as an empty answer. A ratio whose denominator is empty is left out, never given as 0. Figures are shares, shown in
   * %, except those whose name ends in `(points)`.
   */
  details(items: readonly BenchmarkItem[], predictions: ReadonlyMap<string, string>): Record<string, number>;
}

/** A benchmark file that cannot be used, in words: which file, which entry, which field. */
export class BenchmarkError extends Error {
  override readonly name = 'BenchmarkError';
  readonly file: string;
  /** For people: `entry 3`, `line 12`; null when the whole file is meant. */
  readonly entry: string | null;
  readonly field: string | null;

  constructor(file: string, entry: string | null, field: string | null, problem: string) {
    const place = [file, entry, field && `field "${field}"`].filter(Boolean).join(', ');
    super(`${place}: ${problem}`);
    this.file = file;
    this.entry = entry;
    this.field = field;
  }
}
