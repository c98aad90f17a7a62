/** Tracks side by side in the gaps between columns or rows: who never meets shares one. Pure. */

/** What runs along a gap: whose it is, and from where to where. */
export interface Use {
  readonly gap: number;
  readonly owner: string;
  readonly from: number;
  readonly to: number;
}
export interface Tracks {
  /** How many each gap has. */
  readonly counts: readonly number[];
  /** 0 is the nearest to what follows the gap. */
  readonly of: (gap: number, owner: string) => number;
}

/** Everything of one owner in a gap is one line. */
export function tracksOf(uses: readonly Use[], gaps: number): Tracks {
  const found = new Map<string, number>();
  const counts: number[] = Array.from({ length: gaps }, () => 0);
  for (const [gap, own] of Map.groupBy(uses, (use) => use.gap)) {
    const lines = [...Map.groupBy(own, ({ owner }) => owner)].map(([owner, parts]) => ({
      owner,
      from: Math.min(...parts.flatMap(({ from, to }) => [from, to])),
      to: Math.max(...parts.flatMap(({ from, to }) => [from, to])),
    }));
    /** The lines of each track so far. */
    const tracks: (typeof lines)[] = [];
    // The shortest lie innermost, so that the others do not cross them on their way in.
    for (const line of lines.sort((a, b) => a.to - a.from - (b.to - b.from))) {
      let at = tracks.findIndex((others) => others.every(({ from, to }) => line.to < from || line.from > to));
      if (at < 0) at = tracks.push([]) - 1;
      tracks[at]?.push(line);
      found.set(`${gap} ${line.owner}`, at);
    }
    counts[gap] = tracks.length;
  }
  return { counts, of: (gap, owner) => found.get(`${gap} ${owner}`) ?? 0 };
}
