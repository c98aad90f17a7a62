/** Hosts an Observable Plot figure: drawn to the width there is once it comes near, drawn again when data or width change. */
import { plot as draw, type PlotOptions } from '@observablehq/plot';
import { useEffect, useRef, useState } from 'react';
import { CopyMenu } from '../copy/copy-menu.tsx';
import type { LegendItem } from '../copy/framed-chart.ts';
import type { Tabular } from '../copy/tabular.ts';
import { useChartKeys } from './use-chart-keys.ts';

type Props = {
  /** What the figure shows, for those who do not see it. */
  label: string;
  /** Must be stable (useMemo, or a function of the module) while its data are. */
  options: (width: number) => PlotOptions;
  height?: string;
  /** Its figures, for who wants to copy them; their title is the copied picture's. */
  table: () => Tabular;
  /** Goes below the copied picture: what its axes do not tell. */
  legend?: readonly LegendItem[] | undefined;
  /** Hears which datum was clicked. Must be stable, as `options`. */
  onPick?: ((datum: unknown) => void) | undefined;
};

export function Plot({ label, options, height, table, legend, onPick }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(host);
  const near = useIsNear(host);
  useEffect(() => {
    if (!host.current || width === 0 || !near) return;
    const figure = draw({ style: { fontFamily: 'inherit', fontSize: '12px' }, ...options(width) });
    // Plot's inline style sheet is refused by the page's security policy; controls.css holds the same rules.
    for (const style of figure.querySelectorAll('style')) style.remove();
    // Its host has its name; Plot's own names of its groups (`line`, `dot`) would say nothing to who cannot see them.
    figure.setAttribute('aria-hidden', 'true');
    if (onPick) figure.addEventListener('click', () => figure.value && onPick(figure.value));
    host.current.replaceChildren(figure);
  }, [options, width, near, onPick]);
  const { said, onKeyDown } = useChartKeys(host, onPick);
  return (
    <div className="chart-host">
      <div
        ref={host}
        className="chart"
        data-pickable={onPick ? true : undefined}
        role="img"
        aria-label={label}
        tabIndex={onPick ? 0 : undefined}
        aria-description={
          onPick ? 'Arrow keys go from point to point, Enter opens the samples behind it.' : undefined
        }
        onKeyDown={onKeyDown}
        style={height ? { minHeight: height } : {}}
      />
      {onPick && (
        <span className="unseen" aria-live="polite">
          {said}
        </span>
      )}
      <CopyMenu what={`the chart “${label.split(/[:,]/)[0]}”`} table={table} chart={host} legend={legend} />
    </div>
  );
}

/** True from when the figure first came near the screen: a page of twenty charts is there with the first few. */
function useIsNear(host: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!host.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        setNear(true);
        observer.disconnect();
      },
      // The page scrolls inside the frame: the margin is that of the scroller.
      { scrollMargin: '600px' } as IntersectionObserverInit,
    );
    observer.observe(host.current);
    return () => observer.disconnect();
  }, [host]);
  return near;
}

function useWidth(host: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!host.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(host.current);
    return () => observer.disconnect();
  }, [host]);
  return width;
}
