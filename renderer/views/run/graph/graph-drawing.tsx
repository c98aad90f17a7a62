/** The graph as a drawing: lanes, what follows from what, every step with its state, time or estimate. Plain data in, SVG out. */
import { memo, type RefObject, useMemo } from 'react';
import type { Step } from '../../../../shared/models.ts';
import { modelColour } from '../../../data/names.ts';
import { GraphNode } from './graph-node.tsx';
import type { GraphLayout, LaneLabel } from './layout.ts';
import { labelWidth, margin } from './metrics.ts';

type Props = {
  layout: GraphLayout;
  steps: readonly Step[];
  plan: Parameters<typeof modelColour>[1];
  /** Seconds by step, of those that are still to be done. */
  estimates: ReadonlyMap<string, number>;
  selected: string | null;
  /** The step that the tab key reaches. */
  reachable: string | null;
  /** The step whose links stand out. */
  lit: string | null;
  /** Moved along by who scrolls, so that names stay in sight. */
  labels?: RefObject<SVGGElement | null>;
};

export function GraphDrawing({ layout, steps, plan, estimates, selected, reachable, lit, labels }: Props) {
  const { width, height, nodes, lanes, links } = layout;
  const byId = new Map(steps.map((step) => [step.id, step]));
  const colourOf = useMemo(() => colours(layout, plan), [layout, plan]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds no drawing
    <svg
      className="graph-drawing"
      role="group"
      aria-label="Graph of the steps"
      aria-description="Arrow keys go from step to step, Enter shows what can be done with one."
      width={width}
      height={height}
      fontFamily="inherit"
    >
      {lanes.map(
        ({ line }) =>
          line !== null && <line key={line} x1={0} x2="100%" y1={line} y2={line} stroke="var(--line)" />,
      )}
      <Links links={links} colourOf={colourOf} />
      {lit !== null && (
        <g fill="none" className="graph-lit">
          {links
            .filter(({ from, to }) => lit === from || lit === to)
            .map(({ from, to, path }) => (
              <path key={`${from} ${to}`} d={path} stroke={colourOf(from)} strokeWidth={3} />
            ))}
        </g>
      )}
      {nodes.map((place) => {
        const step = byId.get(place.step);
        return (
          step && (
            <GraphNode
              key={place.step}
              step={step}
              place={place}
              estimate={estimates.get(place.step) ?? null}
              selected={place.step === selected}
              reachable={place.step === reachable}
            />
          )
        );
      })}
      <g ref={labels} className="graph-labels">
        <rect width={labelWidth} height={height} fill="var(--raised)" />
        <Labels lanes={lanes} plan={plan} />
      </g>
    </svg>
  );
}

/** What leaves a step of a model is drawn in the model's colour. */
function colours({ nodes, lanes }: GraphLayout, plan: Props['plan']): (step: string) => string {
  const models = new Map(nodes.map(({ step, row }) => [step, lanes[row]?.model ?? null]));
  return (step) => {
    const model = models.get(step) ?? null;
    return model === null ? 'var(--control)' : modelColour(model, plan);
  };
}

type LinksProps = { links: GraphLayout['links']; colourOf: (step: string) => string };

/** All links of one step are one line with branches, which would else grow darker where they lie on one another; so are those to the last step. */
const Links = memo(function Links({ links, colourOf }: LinksProps) {
  const lines = Map.groupBy(links, ({ from, to, isLast }) => (isLast ? `to ${to}` : `from ${from}`));
  return (
    <g fill="none" strokeWidth={1.5}>
      {[...lines].map(([key, own]) => {
        const [first] = own;
        return (
          <path
            key={key}
            d={own.map(({ path }) => path).join('')}
            stroke={first && !first.isLast ? colourOf(first.from) : 'var(--line-strong)'}
          />
        );
      })}
    </g>
  );
});

type LabelsProps = { lanes: readonly LaneLabel[]; plan: Props['plan'] };

const Labels = memo(function Labels({ lanes, plan }: LabelsProps) {
  return lanes.map(({ title, model, y, line, seed }) => {
    const [name, share] = title.split(/ (?=\()/);
    return (
      <g key={y} fontSize={12.5}>
        {line !== null && <line x1={0} x2={labelWidth} y1={line} y2={line} stroke="var(--line)" />}
        {seed && (
          <text x={margin} y={seed.y + 4} fontWeight={600} fill="var(--ink)">
            {seed.title}
          </text>
        )}
        {model !== null && (
          <rect x={margin} y={y - 7} width={3} height={14} rx={1.5} fill={modelColour(model, plan)} />
        )}
        <text x={margin + 10} y={share ? y - 3 : y + 4} fontWeight={500} fill="var(--ink)">
          {isLong(name as string) && <title>{title}</title>}
          {shortened(name as string)}
        </text>
        {share && (
          <text x={margin + 10} y={y + 12} fontSize={11.5} fill="var(--ink-soft)">
            {share}
          </text>
        )}
      </g>
    );
  });
});

const mostLetters = 20;
const isLong = (text: string): boolean => text.length > mostLetters;
const shortened = (text: string): string => (isLong(text) ? `${text.slice(0, mostLetters - 1)}…` : text);
