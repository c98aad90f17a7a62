import { type Html, html } from '../html.ts';
import type { ReportInput } from '../input.ts';
import { modelName } from '../names.ts';

/** Of each specialist a few clauses with what the final generalist says about the same image; null where there is none. */
export function keptExamples({ keptClauses = [], plan }: ReportInput): Html | null {
  const shown = keptClauses.filter(({ examples }) => examples.length > 0);
  if (shown.length === 0) return null;
  return html`${shown.map(
    ({
      specialist,
      examples,
    }) => html`<h3>${modelName(specialist, plan)}: clauses and what became of them</h3>
  <div class="samples">${examples.map(
    ({ picture, clause, prompt, final, finalAsked, kept }) => html`<figure class="sample">
    ${
      picture
        ? html`<img src="${picture.dataUri}" width="${picture.width}" height="${picture.height}" alt="The image that the clauses are about">`
        : html`<span></span>`
    }
    <dl><dt>Specialist${prompt !== '' && html` <small>${prompt}</small>`}</dt><dd>${clause} <small>${kept ? '(kept)' : '(lost)'}</small></dd>
    ${final !== null && html`<dt>Final generalist</dt><dd>${final}</dd>`}
    ${finalAsked !== null && html`<dt>Final generalist, asked the same</dt><dd>${finalAsked}</dd>`}</dl>
  </figure>`,
  )}</div>`,
  )}`;
}
