/** A chart drawn without a browser, as text that a file holds: one element a line, Plot's changing class names left out. */
import { type PlotOptions, plot } from '@observablehq/plot';
import { parseHTML } from 'linkedom';

export function drawn(options: PlotOptions): string {
  const { document } = parseHTML('<html><body></body></html>');
  const figure = plot({
    ...options,
    document: document as unknown as NonNullable<PlotOptions['document']>,
  });
  for (const style of figure.querySelectorAll('style')) style.remove();
  return `${figure.outerHTML.replace(/ class="plot-[^"]*"/g, '').replaceAll('><', '>\n<')}\n`;
}
