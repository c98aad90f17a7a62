/**
 * Observable Plot without a browser: charts of shared/charts, which the window draws too, become SVG text. Colours are the page's variables,
 * so that charts follow light and dark.
 */
import { type PlotOptions, plot } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { Html } from '../html.ts';

export const colours = {
  rounds: 'var(--series-1)',
  final: 'var(--series-2)',
} as const;

/** Of a small chart that is read beside others, in pixels. */
export const panelWidth = 300;

export interface Chart {
  /** Names its file. */
  readonly id: string;
  /** Read out in place of the picture. */
  readonly label: string;
  readonly svg: string;
}

/** One SVG. `label` is what a screen reader says. */
export function chart(id: string, label: string, options: PlotOptions): Chart {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const element = plot({
    // the class scopes Plot's own style; a fixed one keeps the output the same each time
    className: `plot-${id}`,
    document: document as unknown as NonNullable<PlotOptions['document']>,
    style: { background: 'none', fontFamily: 'inherit', fontSize: '11px', overflow: 'visible' },
    ...options,
  });
  const svg = element.tagName.toLowerCase() === 'svg' ? element : element.querySelector('svg');
  if (!svg) throw new Error(`Plot drew nothing for ${id}`);
  // On paper nothing is pointed at.
  for (const tip of svg.querySelectorAll('[aria-label="tip"]')) tip.remove();
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  return { id, label, svg: svg.outerHTML };
}

export function chartHtml({ svg }: Chart): Html {
  return new Html(svg);
}
