/** What the captions of each round are like, metric by metric. */
import { captionLengthPanels } from './figures/caption-lengths.ts';
import { captionQualityPanels } from './figures/caption-quality.ts';
import { chartHtml } from './figures/plot.ts';
import { type Html, html } from './html.ts';
import type { ReportInput } from './input.ts';
import { objectTruthInWords } from './object-truth-in-words.ts';
import type { Table } from './table.ts';
import { tableHtml } from './table-html.ts';

export function captionQualitySection(
  input: ReportInput,
  tables: readonly Table[],
): { id: string; title: string; body: Html } | null {
  if (tables.length === 0) return null;
  const panels = captionQualityPanels(input);
  const lengths = captionLengthPanels(input);
  const hasTokens = lengths.some(({ unit }) => unit === 'tokens');
  const several = input.plan.seeds.length > 1;
  return {
    id: 'caption-quality',
    title: 'Caption quality',
    body: html`<p>Every caption is measured by itself and against the round before on the same image; of a specialist, the answers to its open prompts. With 95 % intervals over captions (percentile bootstrap, 1,000 resamples).</p>
      ${
        panels.length > 0 &&
        html`<figure><figcaption><b>Figure 2b.</b> Captions through the rounds, with 95 % intervals${several && ', one line a seed'}.</figcaption>
      <div class="panels">${panels.map(
        ({ metric: { title, about, unit }, chart }) =>
          html`<div><h4>${title}<small>${about}${unit && `, ${unit}`}</small></h4>${chartHtml(chart)}</div>`,
      )}</div></figure>`
      }
      ${
        lengths.length > 0 &&
        html`<figure><figcaption><b>Figure 2c.</b> How long the captions are: % of the captions by words${hasTokens && ', then by the captioner’s tokens'}. Longer ones than 99.5 % of any source’s stand in the last bar.</figcaption>
      <div class="panels">${lengths.map(({ title, unit, chart }) => html`<div><h4>${title}${hasTokens && html`<small>${unit}</small>`}</h4>${chartHtml(chart)}</div>`)}</div></figure>`
      }
      ${input.objectTruth.map((told) => html`<p>${objectTruthInWords(told)}</p>`)}
      ${tables.map(tableHtml)}`,
  };
}
