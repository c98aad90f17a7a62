/** A chart's drawing with its title above and, where colours mean something that the axes do not tell, its legend below. Pure. */
import { escaped, sans } from './svg-text.ts';
import { bold, lineHeight, margin, textSize } from './table-layout.ts';
import { type Measure, wrapped } from './wrap.ts';

export interface LegendItem {
  readonly name: string;
  /** Any CSS colour that stands by itself. */
  readonly colour: string;
  readonly mark: 'disc' | 'ring' | 'square' | 'triangle' | 'line';
  /** Of a line's stroke; empty where it is unbroken. */
  readonly dashes?: string;
}

export interface ChartDrawing {
  /** An `svg` element of its own, of this size in pixels. */
  readonly markup: string;
  readonly width: number;
  readonly height: number;
}

const ink = '#1b1e23';
const markSize = 9;
const lineLength = 20;
const markGap = 7;
const itemGap = 18;
const gap = 10;

export function framedChart(
  { markup, width, height }: ChartDrawing,
  title: string,
  legend: readonly LegendItem[],
  measure: Measure,
): string {
  const head = wrapped(title, width, (text) => measure(text, bold));
  const chartTop = margin + head.length * lineHeight + gap;
  const items = placed(legend, width, measure);
  const legendTop = chartTop + height + gap;
  const rows = items.length === 0 ? 0 : (items.at(-1)?.row ?? 0) + 1;
  const full = { width: width + 2 * margin, height: legendTop + rows * lineHeight + (rows ? margin : gap) };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${full.width}" height="${full.height}" viewBox="0 0 ${full.width} ${full.height}" font-family="${sans}" font-size="${textSize}" fill="${ink}">`,
    `<title>${escaped(title)}</title>`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...head.map(
      (text, at) =>
        `<text x="${margin}" y="${margin + 13 + at * lineHeight}" font-weight="${bold}">${escaped(text)}</text>`,
    ),
    `<g transform="translate(${margin},${chartTop})">${markup}</g>`,
    ...items.map(({ item, x, row }) => {
      const y = legendTop + row * lineHeight;
      return `<g transform="translate(${margin + Math.round(x)},${y})">${markOf(item)}<text x="${widthOf(item) + markGap}" y="13">${escaped(item.name)}</text></g>`;
    }),
    '</svg>',
    '',
  ].join('\n');
}

function placed(legend: readonly LegendItem[], width: number, measure: Measure) {
  let x = 0;
  let row = 0;
  return legend.map((item) => {
    const own = widthOf(item) + markGap + measure(item.name, 400);
    if (x > 0 && x + own > width) {
      x = 0;
      row++;
    }
    const at = { item, x, row };
    x += own + itemGap;
    return at;
  });
}

const widthOf = ({ mark }: LegendItem): number => (mark === 'line' ? lineLength : markSize);

function markOf({ mark, colour, dashes }: LegendItem): string {
  const line = `fill="none" stroke="${escaped(colour)}" stroke-width="1.75"`;
  if (mark === 'disc') return `<circle cx="4.5" cy="8.5" r="4.5" fill="${escaped(colour)}"/>`;
  if (mark === 'ring') return `<circle cx="4.5" cy="8.5" r="3.6" ${line}/>`;
  if (mark === 'line')
    return `<path d="M0 8.5H${lineLength}" ${line}${dashes ? ` stroke-dasharray="${escaped(dashes)}"` : ''}/>`;
  if (mark === 'square') return `<rect x="1" y="5" width="7" height="7" ${line}/>`;
  return `<path d="M4.5 4.5L8.5 12H0.5Z" ${line}/>`;
}
