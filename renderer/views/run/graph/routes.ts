/**
 * How each link runs from one step to another: out to the right, along the gap behind that column, where it has to go back or around another
 * step along the gap between two rows, and into the next one from the left. Pure.
 */
import { type Metrics, nodeHeight, nodeWidth, trackPlace } from './metrics.ts';
import { roundedPath } from './rounded-path.ts';
import { type Tracks, tracksOf, type Use } from './tracks.ts';

export interface Cell {
  readonly column: number;
  readonly row: number;
}
export interface Link {
  readonly from: string;
  readonly to: string;
  /** To the last step, which waits for all others. */
  readonly isLast: boolean;
}
export interface Routes {
  /** How many tracks the gap before each column has. */
  readonly columnTracks: readonly number[];
  /** How many tracks the gap above each row has; one more than there are rows, for the gap below them. */
  readonly rowTracks: readonly number[];
  readonly pathOf: (link: number, metrics: Metrics) => string;
}

interface Route {
  readonly link: Link;
  readonly from: Cell;
  readonly to: Cell;
  /** None where it runs straight, else the first one and, where it also runs between rows, the second one. */
  readonly verticals: readonly Use[];
  readonly horizontal: Use | null;
}

/** Rows and columns counted in halves: where a gap lies, and the middle of what follows it. */
const gapAt = (index: number): number => 2 * index;
const middleOf = (index: number): number => 2 * index + 1;

export function routesOf(links: readonly Link[], cells: ReadonlyMap<string, Cell>): Routes {
  const isFree = freeRows(cells);
  const routes = links.map((link) =>
    routeOf(link, cells.get(link.from) as Cell, cells.get(link.to) as Cell, isFree),
  );
  const all = [...cells.values()];
  const columns = tracksOf(
    routes.flatMap(({ verticals }) => verticals),
    1 + Math.max(0, ...all.map(({ column }) => column)),
  );
  const rows = tracksOf(
    routes.flatMap(({ horizontal }) => horizontal ?? []),
    2 + Math.max(0, ...all.map(({ row }) => row)),
  );
  const entries = entriesOf(routes, columns);
  return {
    columnTracks: columns.counts,
    rowTracks: rows.counts,
    pathOf: (at, metrics) => {
      const { link, from, to, verticals, horizontal } = routes[at] as Route;
      const start = (metrics.rows[from.row] as number) + nodeHeight / 2;
      const end = (metrics.rows[to.row] as number) + nodeHeight / 2 + (entries.get(link) ?? 0);
      const left = (metrics.columns[from.column] as number) + nodeWidth;
      const right = metrics.columns[to.column] as number;
      const [first, second] = verticals.map(({ gap, owner }) =>
        trackPlace(metrics.columns[gap] as number, columns.of(gap, owner)),
      );
      if (first === undefined)
        return roundedPath([
          [left, start],
          [right, end],
        ]);
      if (second === undefined || !horizontal)
        return roundedPath([
          [left, start],
          [first, start],
          [first, end],
          [right, end],
        ]);
      const { gap, owner } = horizontal;
      const between = trackPlace(metrics.rows[gap] as number, rows.of(gap, owner));
      return roundedPath([
        [left, start],
        [first, start],
        [first, between],
        [second, between],
        [second, end],
        [right, end],
      ]);
    },
  };
}

/** Whether no step stands in a row between two columns. */
function freeRows(cells: ReadonlyMap<string, Cell>) {
  const taken = Map.groupBy(cells.values(), ({ row }) => row);
  return (row: number, from: number, to: number): boolean =>
    !taken.get(row)?.some(({ column }) => column > from && column < to);
}

function routeOf(link: Link, from: Cell, to: Cell, isFree: ReturnType<typeof freeRows>): Route {
  const route = (verticals: readonly Use[], horizontal: Use | null = null): Route => ({
    link,
    from,
    to,
    verticals,
    horizontal,
  });
  const isForward = to.column > from.column;
  const along = (row: number): boolean => isForward && isFree(row, from.column, to.column);
  if (from.row === to.row && along(from.row)) return route([]);
  // All links to the last step meet on their way, as do all of one step.
  const owner = link.isLast ? link.to : link.from;
  const down = { owner, from: middleOf(from.row), to: middleOf(to.row) };
  if (link.isLast && along(from.row)) return route([{ ...down, gap: to.column }]);
  if (along(to.row)) return route([{ ...down, gap: from.column + 1 }]);
  if (along(from.row)) return route([{ ...down, gap: to.column }]);
  // Around what stands between them, above it; else below, and back.
  const gap = from.row === to.row && isForward ? from.row : from.row + 1;
  return route(
    [
      { gap: from.column + 1, owner: link.from, from: middleOf(from.row), to: gapAt(gap) },
      { gap: to.column, owner, from: gapAt(gap), to: middleOf(to.row) },
    ],
    { gap, owner, from: gapAt(from.column + 1), to: gapAt(to.column) },
  );
}

const entryDistance = 6;
const furthestEntry = 13;

/**
 * Where links meet their target, in pixels from its middle: a straight one in the middle, others above or below it, in an order in which they
 * do not cross each other. All links to the last step meet in one.
 */
function entriesOf(routes: readonly Route[], columns: Tracks): Map<Link, number> {
  const found = new Map<Link, number>();
  const track = ({ verticals }: Route): number => {
    const { gap, owner } = verticals.at(-1) as Use;
    return columns.of(gap, owner);
  };
  const isAbove = ({ verticals }: Route): boolean => {
    const { from, to } = verticals.at(-1) as Use;
    return from < to;
  };
  for (const own of Map.groupBy(routes, ({ link }) => link.to).values()) {
    const bent = own.filter(({ verticals, link }) => verticals.length > 0 && !link.isLast);
    const above = bent.filter(isAbove).sort((a, b) => track(a) - track(b));
    const below = bent.filter((one) => !isAbove(one)).sort((a, b) => track(b) - track(a));
    const hasStraight = own.some(({ verticals }) => verticals.length === 0);
    const middle = hasStraight ? above.length : (bent.length - 1) / 2;
    [...above, ...below].forEach(({ link }, at) => {
      const steps = at - middle + (hasStraight && at >= above.length ? 1 : 0);
      found.set(link, Math.max(-furthestEntry, Math.min(furthestEntry, steps * entryDistance)));
    });
  }
  return found;
}
