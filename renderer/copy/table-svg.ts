/** A table as a drawing: typeset from its rows, dark on white whatever the window's theme, for papers and slides. Pure. */
import { escaped, sans } from './svg-text.ts';
import { type PlacedText, tableLayout, textSize } from './table-layout.ts';
import type { Tabular } from './tabular.ts';
import type { Measure } from './wrap.ts';

const ink = '#1b1e23';
const softInk = '#5a616b';

export function tableSvg(table: Tabular, measure: Measure): string {
  const { width, height, texts, rules, margin } = tableLayout(table, measure);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${sans}" font-size="${textSize}" fill="${ink}">`,
    `<title>${escaped(table.title)}</title>`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...rules.map(
      ({ y, thickness }) =>
        `<path d="M${margin} ${y}H${width - margin}" stroke="${ink}" stroke-width="${thickness}"/>`,
    ),
    ...texts.map(textElement),
    '</svg>',
    '',
  ].join('\n');
}

const textElement = ({ x, y, text, anchor, weight, soft }: PlacedText): string =>
  `<text x="${round(x)}" y="${round(y)}"${anchor === 'end' ? ' text-anchor="end"' : ''}${
    weight === 400 ? '' : ` font-weight="${weight}"`
  }${soft ? ` fill="${softInk}"` : ''}>${escaped(text)}</text>`;

const round = (value: number): number => Math.round(value * 100) / 100;
