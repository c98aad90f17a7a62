/** One step of the graph: its mark, what it does, how long it takes; dashed while it is not begun. */
import { memo } from 'react';
import type { Step, StepState } from '../../../../shared/models.ts';
import { iconPaths } from '../../../components/icons.tsx';
import { figure, shortTitle, stateMarks, stepAloud } from '../step-words.ts';
import type { NodePlace } from './layout.ts';
import { nodeHeight, nodeWidth } from './metrics.ts';

/** Told by the mark, the words and the line as well: nobody has to tell colours apart. */
const looks: Record<StepState, { fill: string; line: string; ink: string; dash?: string; width?: number }> = {
  pending: { fill: 'var(--raised)', line: 'var(--line-strong)', ink: 'var(--ink-soft)', dash: '3 3' },
  running: { fill: 'var(--accent-wash)', line: 'var(--accent)', ink: 'var(--accent)', width: 1.75 },
  done: { fill: 'var(--raised)', line: 'var(--line-strong)', ink: 'var(--good)' },
  skipped: { fill: 'var(--sunken)', line: 'var(--line-strong)', ink: 'var(--ink-soft)', dash: '1.5 3' },
  failed: { fill: 'var(--bad-wash)', line: 'var(--bad)', ink: 'var(--bad)', width: 1.75 },
  cancelled: { fill: 'var(--warn-wash)', line: 'var(--warn)', ink: 'var(--warn)', width: 1.75 },
};

type Props = {
  step: Step;
  place: NodePlace;
  /** Seconds that it is thought to take; null where nothing is known. */
  estimate: number | null;
  selected: boolean;
  /** The one step that the tab key reaches; arrows go on from it. */
  reachable: boolean;
};

export const GraphNode = memo(function GraphNode({ step, place, estimate, selected, reachable }: Props) {
  const { state, done, total } = step;
  const { fill, line, ink, dash, width = 1 } = looks[state];
  const mark = stateMarks[state];
  const known = figure(step, estimate);
  const share = state === 'running' && total > 0 ? Math.min(1, done / total) : 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button in a drawing
    <g
      className="graph-node"
      role="button"
      tabIndex={reachable ? 0 : -1}
      aria-pressed={selected}
      aria-current={state === 'running' ? 'step' : undefined}
      data-step={step.id}
      data-state={state}
      transform={`translate(${place.x},${place.y})`}
    >
      {/* Its name. As a label of its own it would have to hold the short words below. */}
      <title>{stepAloud(step, estimate)}</title>
      <rect
        width={nodeWidth}
        height={nodeHeight}
        rx={6}
        fill={fill}
        stroke={line}
        strokeWidth={width}
        strokeDasharray={dash}
      />
      {share > 0 && (
        <rect
          className="graph-share"
          y={nodeHeight - 3}
          width={nodeWidth * share}
          height={3}
          fill="var(--accent)"
        />
      )}
      {mark ? (
        <g transform="translate(7,5)">
          <path
            className={mark === 'spin' ? 'spin' : undefined}
            d={iconPaths[mark]}
            transform={mark === 'spin' ? undefined : 'scale(0.875)'}
            fill="none"
            stroke={ink}
            strokeWidth={1.75}
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </g>
      ) : (
        <circle cx={14} cy={known ? 12 : 19} r={3} fill="none" stroke="var(--ink-faint)" strokeWidth={1.5} />
      )}
      <text x={26} y={known ? 16 : 23} fontSize={12.5} fontWeight={500} fill="var(--ink)">
        {shortTitle(step)}
      </text>
      {known && (
        <text x={26} y={31} fontSize={11.5} fill={state === 'done' ? 'var(--ink-soft)' : ink}>
          {known}
        </text>
      )}
    </g>
  );
});
