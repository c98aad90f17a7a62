import { formatted, formattedDeviation } from './format.ts';
import { type Html, html } from './html.ts';
import { type Cell, type Column, missing, type Table } from './table.ts';

const marks = {
  better: html`<span class="better" title="significantly better">▲<span class="aside"> significantly better</span></span>`,
  worse: html`<span class="worse" title="significantly worse">▼<span class="aside"> significantly worse</span></span>`,
  same: null,
};

export function tableHtml(table: Table): Html {
  return html`<figure class="table" id="${table.id}">
    <figcaption>${table.number && html`<b>${table.number}.</b> `}${table.title}</figcaption>
    <div class="scroll" tabindex="0" role="region" aria-label="${table.title}"><table>
      <thead><tr>${table.columns.map(headOf)}</tr></thead>
      <tbody>${table.rows.map((row, i) => {
        const begins = i > 0 && row.group !== table.rows[i - 1]?.group;
        return html`<tr${begins && html` class="begins"`}>${row.cells.map((cell, c) => cellOf(cell, table.columns[c] as Column, c === 0))}</tr>
      `;
      })}</tbody>
    </table></div>
    ${table.notes.length > 0 && html`<p class="notes">${table.notes.join(' ')}</p>`}
  </figure>`;
}

function headOf({ title, unit, format }: Column): Html {
  return html`<th scope="col"${format === 'text' && html` class="words"`}>${title}${unit && html` <small>${unit}</small>`}</th>`;
}

function cellOf(cell: Cell, { format }: Column, isHead: boolean): Html {
  if (isHead) return html`<th scope="row" class="words">${typeof cell === 'string' ? cell : ''}</th>`;
  if (cell === null) return html`<td class="missing">${missing}</td>`;
  if (typeof cell === 'string') return html`<td${format === 'text' && html` class="words"`}>${cell}</td>`;
  const { value, low, high, deviation, verdict } = cell;
  return html`<td>${verdict && marks[verdict]}<span class="value">${formatted(value, format)}${
    deviation !== undefined &&
    html`<span class="deviation"> ± ${formattedDeviation(deviation, value, format)}</span>`
  }</span>${
    low !== undefined &&
    high !== undefined &&
    html`<span class="interval">${formatted(low, format)} to ${formatted(high, format)}</span>`
  }</td>`;
}
