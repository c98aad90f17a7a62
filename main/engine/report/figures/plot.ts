/** Observable Plot without a browser: charts become SVG text. Colours are the page's variables, so that charts follow light and dark. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { Html } from '../html.ts';

export const colours = {
  ink: 'var(--ink)',
  soft: 'var(--ink-soft)',
  rule: 'var(--rule)',
  rounds: 'var(--series-1)',
  final: 'var(--series-2)',
  control: 'var(--series-3)',
  muted: 'var(--series-muted)',
  surface: 'var(--surface)',
} as const;

export interface Chart {
  /** Names its file. */
  readonly id: string;
  /** Read out in place of the picture. */
  readonly label: string;
  readonly svg: string;
}

/** One SVG. `label` is what a screen reader says. */
export function chart(id: string, label: string, options: Plot.PlotOptions): Chart {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const element = Plot.plot({
    // the class scopes Plot's own style; a fixed one keeps the output the same each time
    className: `plot-${id}`,
    document: document as unknown as NonNullable<Plot.PlotOptions['document']>,
    style: { background: 'none', fontFamily: 'inherit', fontSize: '11px', overflow: 'visible' },
    ...options,
  });
  const svg = element.tagName.toLowerCase() === 'svg' ? element : element.querySelector('svg');
  if (!svg) throw new Error(`Plot drew nothing for ${id}`);
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  return { id, label, svg: svg.outerHTML };
}

export function chartHtml({ svg }: Chart): Html {
  return new Html(svg);
}
