/**
 * A chart as a drawing of its own: what the page's style sheet says of it is written into it, so that it looks the same anywhere. It leaves
 * the window in the light theme's colours, as it will stand on white, and in the typeface of the frame around it.
 */
import { type ChartDrawing, framedChart, type LegendItem } from './framed-chart.ts';
import type { Measure } from './wrap.ts';

const written = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'paint-order',
] as const;

export function chartSvg(
  host: HTMLElement | null,
  title: string,
  legend: readonly LegendItem[],
  measure: Measure,
): string {
  const chart = host?.querySelector('svg');
  if (!host || !chart) throw new Error('The chart is not drawn yet.');
  return inLight(host, () =>
    framedChart(
      drawingOf(chart),
      title,
      legend.map((item) => ({ ...item, colour: colourIn(host, item.colour) })),
      measure,
    ),
  );
}

/** Nothing is painted between: the screen keeps its theme. */
function inLight<T>(host: HTMLElement, read: () => T): T {
  const { colorScheme, color } = host.style;
  host.style.colorScheme = 'light';
  // What is inherited was decided by the page's theme.
  host.style.color = 'var(--ink)';
  try {
    return read();
  } finally {
    host.style.colorScheme = colorScheme;
    host.style.color = color;
  }
}

function drawingOf(chart: SVGSVGElement): ChartDrawing {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [chart, ...chart.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, at) => {
    const style = getComputedStyle(original);
    const target = copies[at] as SVGElement;
    target.removeAttribute('class');
    target.removeAttribute('style');
    target.removeAttribute('font-family');
    const around = original === chart ? null : getComputedStyle(original.parentElement as Element);
    for (const name of written) {
      const value = style.getPropertyValue(name);
      const isInherited = name !== 'opacity' && around?.getPropertyValue(name) === value;
      if (isInherited) target.removeAttribute(name);
      else if (name !== 'opacity' || value !== '1') target.setAttribute(name, value);
    }
  });
  for (const tip of copy.querySelectorAll('[aria-label="tip"]')) tip.remove();
  const bounds = chart.getBoundingClientRect();
  const [width, height] = [Math.round(bounds.width), Math.round(bounds.height)];
  copy.removeAttribute('aria-hidden');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return { markup: new XMLSerializer().serializeToString(copy), width, height };
}

function colourIn(host: HTMLElement, colour: string): string {
  const probe = document.createElement('i');
  probe.style.color = colour;
  host.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
