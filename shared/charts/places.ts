/** Where models stand along a chart's axis, and which of them can be named there. Pure. */
export interface Tick {
  readonly x: number;
  readonly label: string;
}

export interface Places {
  /** Position by model; neighbours of one role are 1 apart. */
  readonly at: ReadonlyMap<string, number>;
  readonly ticks: readonly Tick[];
  readonly domain: readonly [number, number];
}

/** Half the width of a character of a tick's label, in pixels. */
const halfCharacter = 3.2;

/** Without those that would stand over another: where there is little room, every second or third round is named, groups before rounds. */
export function ticksThatFit(ticks: readonly Tick[], spacing: number): Tick[] {
  const shown: Tick[] = [];
  const isRound = ({ label }: Tick): boolean => /^V\d+$/.test(label);
  const [first, ...others] = ticks;
  for (const tick of [
    ...(first ? [first] : []),
    ...others.filter((one) => !isRound(one)),
    ...others.filter(isRound),
  ]) {
    const fits = shown.every(
      (one) =>
        Math.abs(tick.x - one.x) * spacing >= (one.label.length + tick.label.length) * halfCharacter + 4,
    );
    if (fits) shown.push(tick);
  }
  return shown.sort((a, b) => a.x - b.x);
}
