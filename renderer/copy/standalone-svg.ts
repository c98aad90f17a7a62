/** A chart as a drawing of its own: what the page's style sheet says of it is written into it, so that it looks the same anywhere. */
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
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'paint-order',
] as const;

export function standaloneSvg(chart: SVGSVGElement): string {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [chart, ...chart.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, at) => {
    const style = getComputedStyle(original);
    const target = copies[at] as SVGElement;
    target.removeAttribute('class');
    target.removeAttribute('style');
    for (const name of written) target.setAttribute(name, style.getPropertyValue(name));
  });
  for (const tip of copy.querySelectorAll('[aria-label="tip"]')) tip.remove();
  const { width, height } = chart.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(Math.round(width)));
  copy.setAttribute('height', String(Math.round(height)));
  copy.insertBefore(ground(chart), copy.firstChild);
  return new XMLSerializer().serializeToString(copy);
}

/** The colour that the chart stands on: a dark chart's light lines would be lost on white. */
function ground(chart: SVGSVGElement): SVGRectElement {
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const colour = getComputedStyle(chart).getPropertyValue('--raised').trim();
  const probe = document.createElement('i');
  probe.style.color = colour;
  chart.parentElement?.append(probe);
  rect.setAttribute('fill', getComputedStyle(probe).color);
  probe.remove();
  rect.setAttribute('width', '100%');
  rect.setAttribute('height', '100%');
  return rect;
}
