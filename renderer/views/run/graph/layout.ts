/**
 * Where everything of the graph stands, in pixels: a row for each model, columns in the order of the loop. Lines run only between columns and
 * between rows, so that none passes behind a step that it has nothing to do with. Pure.
 */
import type { Step } from '../../../../shared/models.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { type Lane, lanesOf, type Parts } from './lanes.ts';
import { type Dependent, drawnLinks } from './links.ts';
import {
  edges,
  gapBetweenColumns,
  gapBetweenRows,
  labelWidth,
  margin,
  nodeHeight,
  nodeWidth,
  trackRoom,
} from './metrics.ts';
import { type Cell, type Link, routesOf } from './routes.ts';

const roomForSeed = 26;

export interface NodePlace extends Cell {
  readonly step: string;
  readonly x: number;
  readonly y: number;
}
export interface LaneLabel {
  readonly title: string;
  /** Null: of no model. */
  readonly model: string | null;
  /** Middle of its row. */
  readonly y: number;
  /** Where the line above it runs; null where none does. */
  readonly line: number | null;
  /** Stands above the first lane of a seed where there are several. */
  readonly seed: { readonly title: string; readonly y: number } | null;
}
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly NodePlace[];
  readonly lanes: readonly LaneLabel[];
  readonly links: readonly (Link & { readonly path: string })[];
}

/** `dependents`: as the engine tells them, in an order that can be run. */
export function layoutOf(
  steps: readonly Step[],
  dependents: readonly Dependent[],
  plan: Parts & Pick<Plan, 'seeds'>,
): GraphLayout {
  const lanes = lanesOf(steps, plan);
  const cells = new Map(
    lanes.flatMap((lane, row) =>
      lane.steps.map(({ step, column }): [string, Cell] => [step.id, { column, row }]),
    ),
  );
  const last = steps.at(-1)?.id;
  const links = drawnLinks(dependents).flatMap(({ step, after }) =>
    after
      .filter((from) => cells.has(from) && cells.has(step))
      .map((from): Link => ({ from, to: step, isLast: step === last })),
  );
  const routes = routesOf(links, cells);
  const roomAbove = lanes.map((_, at) => (plan.seeds.length > 1 && startsSeed(lanes, at) ? roomForSeed : 0));
  const metrics = {
    columns: edges(margin + labelWidth, nodeWidth, gapBetweenColumns, routes.columnTracks.map(trackRoom)),
    rows: edges(
      margin,
      nodeHeight,
      gapBetweenRows,
      routes.rowTracks.map((tracks, row) => trackRoom(tracks) + (roomAbove[row] ?? 0)),
    ),
  };
  return {
    width: (metrics.columns.at(-1) ?? 0) + nodeWidth + margin,
    height: (metrics.rows.at(-1) ?? 0) - gapBetweenRows + margin,
    nodes: [...cells].map(([step, cell]) => ({
      step,
      ...cell,
      x: metrics.columns[cell.column] as number,
      y: metrics.rows[cell.row] as number,
    })),
    lanes: lanes.map(({ title, model, seed }, row) => {
      const top = metrics.rows[row] as number;
      const above = top - gapBetweenRows / 2 - trackRoom(routes.rowTracks[row] ?? 0);
      const room = roomAbove[row] as number;
      return {
        title,
        model,
        y: top + nodeHeight / 2,
        line: row > 0 && startsPart(lanes, row) ? above - room : null,
        seed: room > 0 ? { title: `Seed ${seed}`, y: above - room / 2 } : null,
      };
    }),
    links: links.map((link, at) => ({ ...link, path: routes.pathOf(at, metrics) })),
  };
}

const startsSeed = (lanes: readonly Lane[], at: number): boolean =>
  lanes[at]?.seed !== null && lanes[at]?.seed !== lanes[at - 1]?.seed;

const startsPart = (lanes: readonly Lane[], at: number): boolean =>
  lanes[at]?.part !== lanes[at - 1]?.part || lanes[at]?.seed !== lanes[at - 1]?.seed;
