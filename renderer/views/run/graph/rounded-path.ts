/** A line through points, each next to the one before it across or down, with its corners rounded; as an SVG path. Pure. */
type Point = readonly [x: number, y: number];

const radius = 5;

export function roundedPath(points: readonly Point[]): string {
  const corners = points.filter(
    ([x, y], at) => at === 0 || x !== points[at - 1]?.[0] || y !== points[at - 1]?.[1],
  );
  return corners
    .map((point, at) => {
      const [before, after] = [corners[at - 1], corners[at + 1]];
      if (!before) return `M${point}`;
      if (!after) return `L${point}`;
      return `L${towards(point, before)}Q${point} ${towards(point, after)}`;
    })
    .join('');
}

/** The point on the way from one to another where its corner begins: never beyond half of the way, as the other end may be a corner too. */
function towards([x, y]: Point, [toX, toY]: Point): Point {
  const length = Math.hypot(toX - x, toY - y);
  const share = length === 0 ? 0 : Math.min(radius, length / 2) / length;
  return [round(x + (toX - x) * share), round(y + (toY - y) * share)];
}

const round = (value: number): number => Math.round(value * 100) / 100;
