/** Hosts an Observable Plot figure: drawn to the width there is, drawn again when data or width change. */
import { plot as draw, type PlotOptions } from '@observablehq/plot';
import { useEffect, useRef, useState } from 'react';

type Props = {
  /** What the figure shows, for those who do not see it. */
  label: string;
  /** Must be stable (useMemo, or a function of the module) while its data are. */
  options: (width: number) => PlotOptions;
  height?: string;
};

export function Plot({ label, options, height }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(host);
  useEffect(() => {
    if (!host.current || width === 0) return;
    const figure = draw({ style: { fontFamily: 'inherit', fontSize: '12px' }, ...options(width) });
    // Plot's inline style sheet is refused by the page's security policy; controls.css holds the same rules.
    for (const style of figure.querySelectorAll('style')) style.remove();
    host.current.replaceChildren(figure);
  }, [options, width]);
  return (
    <div
      ref={host}
      className="chart"
      role="img"
      aria-label={label}
      style={height ? { minHeight: height } : {}}
    />
  );
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
