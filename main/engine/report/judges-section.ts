/** What people and judge models say of the captions; nothing where nobody has judged. */
import { judgeScores } from './figures/judge-scores.ts';
import { chartHtml } from './figures/plot.ts';
import { type Html, html } from './html.ts';
import type { ReportInput } from './input.ts';
import type { Table } from './table.ts';
import { tableHtml } from './table-html.ts';

export function judgesSection(
  input: ReportInput,
  tables: readonly Table[],
): { id: string; title: string; body: Html } | null {
  const charts = judgeScores(input);
  if (tables.length === 0 && charts.length === 0) return null;
  const images = Math.max(
    0,
    ...(input.judged?.models ?? []).flatMap(({ scores }) => scores.map(({ score }) => score.n)),
  );
  return {
    id: 'judges',
    title: 'Judges',
    body: html`${tables.map(tableHtml)}
      ${
        charts.length > 0 &&
        html`<figure><figcaption><b>Figure 4.</b> Scores that a judge model gave each source’s captions of the same images (up to ${images}), one by one, from 1 to 10, with 95 % intervals: the paper’s Figure 2.</figcaption>
      <div class="panels">${charts.map(({ title, chart }) => html`<div><h4>${title}<small>mean score</small></h4>${chartHtml(chart)}</div>`)}</div></figure>`
      }`,
  };
}
