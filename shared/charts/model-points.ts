/** What a chart of models is drawn from. Plain data. */
import type { Places } from './places.ts';

export interface ModelPoint {
  readonly model: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly colour: string;
  /** Drawn hollow. */
  readonly ring: boolean;
  /** Joined by the line to the one before. */
  readonly joined: boolean;
  /** What hovering says; lines are kept. */
  readonly words: string;
  /** The samples behind it; a click goes there. */
  readonly href?: string;
}

/** The same figure in another experiment. */
export interface OtherPoints {
  readonly name: string;
  /** The first other experiment, or the second: each has a look of its own. */
  readonly at: number;
  readonly points: readonly ModelPoint[];
}

export interface ModelChartData {
  readonly label: string;
  readonly points: readonly ModelPoint[];
  readonly seeds: readonly ModelPoint[];
  readonly others?: readonly OtherPoints[];
  readonly places: Places;
  readonly range: readonly [number, number];
  readonly format: (value: number) => string;
}

/** Hollow marks in ink, each with a shape and a line of its own: colours tell roles already. */
export const otherLooks = [
  { symbol: 'square', dash: '4,3', colour: 'var(--ink)' },
  { symbol: 'triangle', dash: '1.5,3', colour: 'var(--ink-soft)' },
] as const;

export const otherLook = (at: number): (typeof otherLooks)[number] =>
  otherLooks[at % otherLooks.length] as (typeof otherLooks)[number];
