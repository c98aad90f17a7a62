/** Whether training has seen the benchmarks: a score on what was trained on says little. */
import type { Leakage } from '../../../shared/leakage.ts';
import { counted } from './format.ts';
import { type Html, html } from './html.ts';
import type { ReportInput } from './input.ts';
import type { Table } from './table.ts';
import { tableHtml } from './table-html.ts';

export function leakageSection(
  { leakage }: ReportInput,
  tables: readonly Table[],
): { id: string; title: string; body: Html } | null {
  if (!leakage) return null;
  return {
    id: 'leakage',
    title: 'Leakage',
    body: html`<p>${inWords(leakage)}</p>${tables.map(tableHtml)}`,
  };
}

function inWords({ sets, excluded }: Leakage): string {
  const sum = (of: (one: Leakage['sets'][number]) => number) => sets.reduce((all, one) => all + of(one), 0);
  const [exact, near, text] = [sum((one) => one.exact), sum((one) => one.near), sum((one) => one.text)];
  if (exact + near + text === 0)
    return 'Looked for before training: no image or text of a benchmark was found in it.';
  const found = `Found before training: ${counted(exact, 'image')} that ${exact === 1 ? 'is' : 'are'} a benchmark’s very file, ${counted(near, 'image')} nearly like a benchmark’s, ${counted(text, 'image')} whose text says a benchmark’s words.`;
  return excluded > 0
    ? `${found} ${counted(excluded, 'image')} were left out of training.`
    : `${found} Nothing was left out: scores of those benchmarks are to be read with that in mind.`;
}
