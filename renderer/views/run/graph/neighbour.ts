/** Where an arrow key leads in the graph. Pure. */
import type { NodePlace } from './layout.ts';

/** The next step's id; null for a key that goes nowhere from here. */
export function neighbour(nodes: readonly NodePlace[], id: string, key: string): string | null {
  const here = nodes.find(({ step }) => step === id);
  if (!here) return null;
  if (key === 'Home') return nearest(nodes, ({ column, row }) => column * 1000 + row);
  if (key === 'End') return nearest(nodes, ({ column, row }) => -column * 1000 - row);
  const across = ({ column }: NodePlace): number => Math.abs(column - here.column);
  const down = ({ row }: NodePlace): number => Math.abs(row - here.row);
  switch (key) {
    // The nearest in the same row; where it has none, the one that lies least off it.
    case 'ArrowRight':
      return nearest(
        nodes.filter(({ column }) => column > here.column),
        (one) => down(one) * 1000 + across(one),
      );
    case 'ArrowLeft':
      return nearest(
        nodes.filter(({ column }) => column < here.column),
        (one) => down(one) * 1000 + across(one),
      );
    case 'ArrowDown':
      return nearest(
        nodes.filter(({ row }) => row > here.row),
        (one) => down(one) * 1000 + across(one),
      );
    case 'ArrowUp':
      return nearest(
        nodes.filter(({ row }) => row < here.row),
        (one) => down(one) * 1000 + across(one),
      );
    default:
      return null;
  }
}

function nearest(nodes: readonly NodePlace[], distance: (node: NodePlace) => number): string | null {
  let best: NodePlace | null = null;
  for (const node of nodes) if (best === null || distance(node) < distance(best)) best = node;
  return best?.step ?? null;
}
