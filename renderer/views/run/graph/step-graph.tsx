/** The graph in its own scrolling panel: pointed at, clicked, or walked through by the arrow keys; follows the step that runs. */
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Step } from '../../../../shared/models.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { GraphDrawing } from './graph-drawing.tsx';
import { layoutOf } from './layout.ts';
import type { Dependent } from './links.ts';
import { labelWidth, margin, nodeHeight, nodeWidth } from './metrics.ts';
import { neighbour } from './neighbour.ts';

type Props = {
  steps: readonly Step[];
  plan: Plan;
  dependents: readonly Dependent[];
  estimates: ReadonlyMap<string, number>;
  selected: string | null;
  /** `byKey`: what is shown of it should be reached by the keyboard at once. */
  onSelect: (step: string, byKey: boolean) => void;
};

export function StepGraph({ steps, plan, dependents, estimates, selected, onSelect }: Props) {
  const scroller = useRef<HTMLElement>(null);
  const labels = useRef<SVGGElement>(null);
  /** Where the arrow keys have come to; the tab key comes back to it. */
  const [at, setAt] = useState<string | null>(null);
  const [inside, setInside] = useState(false);
  const [pointed, setPointed] = useState<string | null>(null);
  // States change all the time; what there is to do does not.
  const shape = steps.map(({ id }) => id).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for `steps`
  const layout = useMemo(() => layoutOf(steps, dependents, plan), [shape, dependents, plan]);
  const reachable = at ?? selected ?? layout.nodes[0]?.step ?? null;

  const running = steps.find(({ state }) => state === 'running' || state === 'failed')?.id;
  useEffect(() => {
    const place = layout.nodes.find(({ step }) => step === running);
    const box = scroller.current;
    if (!place || !box || box.contains(document.activeElement)) return;
    // Where it stands, with something of what comes after it; what is in sight stays where it is.
    const [left, top] = [place.x - labelWidth - 2 * margin, place.y - 2 * nodeHeight];
    const inSight =
      left >= box.scrollLeft &&
      place.x + 2 * nodeWidth <= box.scrollLeft + box.clientWidth &&
      place.y >= box.scrollTop &&
      place.y + nodeHeight <= box.scrollTop + box.clientHeight;
    if (!inSight) box.scrollTo({ left, top });
  }, [running, layout]);

  const onScroll = (): void => {
    // Not an attribute: a copy of the drawing is without it.
    if (labels.current) labels.current.style.transform = `translateX(${scroller.current?.scrollLeft ?? 0}px)`;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = stepAt(event.target);
    if (from === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') onSelect(from, true);
    else {
      const next = neighbour(layout.nodes, from, event.key);
      if (next === null) return;
      scroller.current?.querySelector<SVGGElement>(`[data-step="${CSS.escape(next)}"]`)?.focus();
    }
    event.preventDefault();
  };
  const onClick = (event: MouseEvent): void => {
    const clicked = stepAt(event.target);
    if (clicked !== null) onSelect(clicked, false);
  };
  return (
    <figure
      ref={scroller}
      className="graph-panel"
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={(event) => {
        setAt(stepAt(event.target));
        setInside(true);
      }}
      onBlur={() => setInside(false)}
      onPointerOver={(event) => setPointed(stepAt(event.target))}
      onPointerLeave={() => setPointed(null)}
    >
      <GraphDrawing
        layout={layout}
        steps={steps}
        plan={plan}
        estimates={estimates}
        selected={selected}
        reachable={reachable}
        lit={pointed ?? (inside ? at : null) ?? selected}
        labels={labels}
      />
    </figure>
  );
}

const stepAt = (target: EventTarget): string | null =>
  (target as Element).closest('[data-step]')?.getAttribute('data-step') ?? null;
