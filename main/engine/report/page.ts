import { captionQualitySection } from './caption-quality-section.ts';
import type { Evidence } from './evidence.ts';
import { benchmarksPerRound } from './figures/benchmarks-per-round.ts';
import { captionPanelTitles, captionsPerRoundFigure } from './figures/captions-per-round.ts';
import { keptExamples } from './figures/kept-examples.ts';
import { lossCurves, stageLegend } from './figures/loss-curves.ts';
import { type Chart, chartHtml } from './figures/plot.ts';
import { samples } from './figures/samples.ts';
import { counted, formatted, inWords } from './format.ts';
import { Html, html } from './html.ts';
import type { ReportInput } from './input.ts';
import { judgesSection } from './judges-section.ts';
import { leakageSection } from './leakage-section.ts';
import { methodNotes } from './method-notes.ts';
import { benchmarkTitle, writerName } from './names.ts';
import { style } from './style.ts';
import { summary } from './summary.ts';
import { tableHtml } from './table-html.ts';
import { captioningCosts } from './tables/captioning-cost.ts';
import { secondsOf } from './tables/cost.ts';
import type { ReportTables } from './tables/index.ts';

/** One heading with what belongs under it; null when there is nothing to show. */
interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** The whole page. `fonts` are its @font-face rules. */
export function page(input: ReportInput, evidence: Evidence, tables: ReportTables, fonts: string): string {
  const sections = [
    benchmarksSection(evidence, tables),
    captionsSection(input, evidence, tables),
    captionQualitySection(input, tables.captionQuality),
    variantsSection(tables),
    specialistsSection(input, tables),
    controlsSection(input, tables),
    judgesSection(input, tables.judges),
    samplesSection(input),
    verdictsSection(input, evidence),
    leakageSection(input, tables.leakage),
    coverageSection(input, tables),
    trainingSection(input),
    costSection(input, tables),
    methodSection(input),
    environmentSection(input),
    bySeedSection(tables),
    detailsSection(tables),
  ].filter((section) => section !== null);
  const title = `${input.name}: report`;
  return `<!doctype html>\n${
    html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'">
<meta name="generator" content="Squared"><title>${title}</title>
<style>${new Html(fonts)}${new Html(style)}</style></head>
<body><main>
<header>
  <p class="kicker">Squared · VILA² experiment report</p>
  <h1>${input.name}</h1>
  ${facts(input, evidence)}
  <div class="lead">${summaryOrWhy(input, evidence).map((text) => html`<p>${text}</p>`)}</div>
  <p class="notes">${evidence.seeds.length > 1 && `Over ${inWords(evidence.seeds.length)} seeds, pooled. `}In brackets: 95 % intervals. Significant: paired bootstrap on the same items, p below ${input.plan.stop.alpha} after Holm’s correction over the benchmarks of a comparison.</p>
  <nav aria-label="Contents">${sections.map(({ id, title: name }) => html`<a href="#${id}">${name}</a>`)}</nav>
</header>
${sections.map(
  ({ id, title: name, body }) => html`<section id="${id}"><h2>${name}</h2>
${body}</section>
`,
)}
<footer>Written by Squared on ${dateOf(input.createdAt)}. The same figures are in report.json, tables/*.csv and tables/*.tex, figures/*.svg beside this page.
Typefaces: Source Serif and Source Sans, SIL Open Font License 1.1.</footer>
</main></body></html>`.text
  }\n`;
}

function summaryOrWhy(input: ReportInput, evidence: Evidence): string[] {
  const paragraphs = summary(input, evidence);
  if (paragraphs.length > 0) return paragraphs;
  return evidence.models.length === 0
    ? [
        'No model of this experiment has been evaluated, so there is nothing to conclude. What ran, and what was left out, stands below.',
      ]
    : [
        'No two models of this experiment have been compared on the same items, so there is no gain or loss to report; the scores stand below.',
      ];
}

function facts({ plan, createdAt, steps, environment }: ReportInput, { seeds }: Evidence): Html {
  const seconds = steps.reduce((sum, step) => sum + (secondsOf(step) ?? 0), 0);
  const list: [string, string][] = [
    ['Date', dateOf(createdAt)],
    ['Preset', plan.preset],
    ['Data', dataInWords(plan.dataset)],
    ['Rounds', String(plan.rounds)],
    [seeds.length === 1 ? 'Seed' : 'Seeds', (seeds.length > 0 ? seeds : plan.seeds).join(', ')],
    ['Time', formatted(seconds, 'duration')],
    ['Device', environment.device],
  ];
  return html`<dl class="meta">${list.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function benchmarksSection(evidence: Evidence, tables: ReportTables): Section | null {
  if (!tables.benchmarks) return null;
  const charts = benchmarksPerRound(evidence);
  const named = new Map(evidence.benchmarks.map((name) => [`benchmark-${name}`, name]));
  const several = evidence.seeds.length > 1;
  return {
    id: 'benchmarks',
    title: 'Benchmarks',
    body: html`<figure><figcaption><b>Figure 1.</b> Benchmarks per round, with 95 % intervals. Axes do not begin at zero; each spans ten points at least.</figcaption>
      <ul class="legend"><li><i class="dot" style="background:var(--series-1)"></i>generalist of a round${several && ', seeds pooled'}</li>
      ${evidence.models.includes('final') && html`<li><i class="dot" style="background:var(--series-2)"></i>final generalist</li>`}
      ${several && html`<li><i class="dot small" style="background:var(--series-1)"></i>one seed</li>`}</ul>
      <div class="panels">${charts.map((chart) => {
        const name = named.get(chart.id) as string;
        return html`<div><h4>${benchmarkTitle(name)}<small>${evidence.rule(name)?.metric ?? ''}, %</small></h4>${chartHtml(chart)}</div>`;
      })}</div></figure>
      ${tableHtml(tables.benchmarks)}`,
  };
}

function captionsSection(input: ReportInput, evidence: Evidence, tables: ReportTables): Section | null {
  const charts = captionsPerRoundFigure(input, evidence);
  if (charts.length === 0 && !tables.captions) return null;
  return {
    id: 'captions',
    title: 'Captions through the rounds',
    body: html`${tables.captions && tableHtml(tables.captions)}
      ${
        charts.length > 0 &&
        html`<figure><figcaption><b>Figure 2.</b> What was written about the pretraining images: the original text, then each round’s recaptions. Longer is not better by itself: precision says whether what is named is there.</figcaption>
      <div class="panels">${charts.map((chart) => panel(captionPanelTitles[chart.id] ?? '', chart))}</div></figure>`
      }`,
  };
}

function variantsSection({ variants }: ReportTables): Section | null {
  return variants && { id: 'variants', title: 'Prompts and templates', body: tableHtml(variants) };
}

function specialistsSection(
  input: ReportInput,
  { specialists, combinations, contribution, clauses, clausesKept }: ReportTables,
): Section | null {
  const tables = [specialists, contribution, clauses, clausesKept, combinations].filter(
    (table) => table !== null,
  );
  if (tables.length === 0) return null;
  return {
    id: 'specialists',
    title: 'Specialists',
    body: html`${tables.map(tableHtml)}${keptExamples(input)}`,
  };
}

function controlsSection({ plan }: ReportInput, { controls }: ReportTables): Section | null {
  if (plan.captionsOnly) return null;
  if (controls) return { id: 'controls', title: 'Controls', body: tableHtml(controls) };
  return plan.controls.length > 0
    ? {
        id: 'controls',
        title: 'Controls',
        body: html`<p>The plan has controls, but none of them has been evaluated yet.</p>`,
      }
    : {
        id: 'controls',
        title: 'Controls',
        body: html`<p>This run has no control arms, so it cannot tell whether a gain comes from the captions or from more training. The preset <i>table-9</i> runs four of them.</p>`,
      };
}

function samplesSection(input: ReportInput): Section | null {
  const body = samples(input);
  return body && { id: 'samples', title: 'Images and their captions', body };
}

function verdictsSection({ verdicts }: ReportInput, { seeds }: Evidence): Section | null {
  if (verdicts.length === 0) return null;
  return {
    id: 'stop-rule',
    title: 'Stop rule',
    body: html`<ul class="verdicts">${[...verdicts]
      .sort((a, b) => a.round - b.round || a.seed - b.seed)
      .map(
        ({ round, seed, decision, reason, overruled }) =>
          html`<li><b>Round ${round}${seeds.length > 1 && `, seed ${seed}`}: ${decision}.</b> ${reason}${
            overruled &&
            html` <b>Overruled by hand on ${dateOf(overruled.at)}: ${overruled.decision}.</b> “${overruled.because}”`
          }</li>`,
      )}</ul>`,
  };
}

function coverageSection({ skipped }: ReportInput, { coverage }: ReportTables): Section | null {
  if (!coverage && skipped.length === 0) return null;
  return {
    id: 'coverage-section',
    title: 'Coverage',
    body: html`${coverage && tableHtml(coverage)}
      ${
        skipped.length > 0
          ? html`<h3>Left out</h3><ul class="plain">${skipped.map(({ what, count, why }) => html`<li>${what}${count > 0 && ` (${formatted(count, 'integer')})`}: ${why}</li>`)}</ul>`
          : html`<p>Nothing was left out.</p>`
      }`,
  };
}

function trainingSection(input: ReportInput): Section | null {
  const curves = lossCurves(input);
  if (curves.length === 0) return null;
  const heldOut = input.losses.some((point) => point.heldOut !== null);
  return {
    id: 'training',
    title: 'Training',
    body: html`<figure><figcaption><b>Figure 3.</b> Training loss over optimiser steps, one panel a model${input.plan.seeds.length > 1 && ', one line a seed'}.</figcaption>
      <ul class="legend">${stageLegend(input).map(({ stage, colour }) => html`<li><i style="background:${colour}"></i>${stage}</li>`)}
      ${heldOut && html`<li><i class="ring"></i>held-out conversations</li>`}</ul>
      <div class="panels">${curves.map(({ title, chart }) => panel(title, chart))}</div></figure>`,
  };
}

function costSection(input: ReportInput, { cost, captioningCost }: ReportTables): Section | null {
  if (!cost) return null;
  return {
    id: 'cost-section',
    title: 'Time and cost',
    body: html`${againstPeople(input)}${captioningCost && tableHtml(captioningCost)}${tableHtml(cost)}`,
  };
}

/** The paper's 300 times, as this run has it. */
function againstPeople(input: ReportInput): Html | null {
  const ratios = captioningCosts(input).flatMap(({ model, usdPerThousand }) =>
    usdPerThousand > 0
      ? [{ model, usdPerThousand, times: input.plan.prices.peoplePerThousand / usdPerThousand }]
      : [],
  );
  const [least, most] = [Math.min, Math.max].map((of) => of(...ratios.map(({ times }) => times)));
  const cheapest = ratios.find(({ times }) => times === most);
  if (!cheapest || least === undefined || most === undefined) return null;
  const span =
    ratios.length === 1
      ? ''
      : `; over all captioners the ratio is ${formatted(least, 'rate')} to ${formatted(most, 'rate')}`;
  return html`<p>Describing 1,000 images cost ${formatted(cheapest.usdPerThousand, 'usd')} USD (${writerName(cheapest.model, input.plan)}), against ${input.plan.prices.peoplePerThousand} USD when people write: ${formatted(most, 'rate')} times less${span}. The paper has 300 times.</p>`;
}

function methodSection(input: ReportInput): Section {
  return {
    id: 'method',
    title: 'Method, and where it departs from the paper',
    body: html`<ul class="plain">${methodNotes(input).map((note) => html`<li>${note}</li>`)}</ul>`,
  };
}

function environmentSection({ environment, plan }: ReportInput): Section {
  const { machine, cores, memoryBytes, operatingSystem, software, peakMemoryBytes, device } = environment;
  const gibibytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  return {
    id: 'environment',
    title: 'Environment and seeds',
    body: html`<ul class="plain">
      <li>${machine}, ${counted(cores, 'core')}, ${gibibytes(memoryBytes)} of memory, ${operatingSystem}; models ran on ${device}.</li>
      ${peakMemoryBytes !== null && html`<li>Peak memory of the trainer: ${gibibytes(peakMemoryBytes)}.</li>`}
      <li>${software.map(({ name, version }) => `${name} ${version}`).join(', ')}.</li>
      <li>Seeds: ${plan.seeds.join(', ')}${plan.dataset.kind === 'world' && `; the world was drawn with seed ${plan.dataset.seed}`}.</li>
    </ul>`,
  };
}

function bySeedSection({ bySeed }: ReportTables): Section | null {
  return bySeed.length === 0
    ? null
    : { id: 'by-seed', title: 'Seed by seed', body: html`${bySeed.map(tableHtml)}` };
}

function detailsSection({ details }: ReportTables): Section | null {
  return details.length === 0
    ? null
    : {
        id: 'further',
        title: 'Further metrics',
        body: html`${details.map(tableHtml)}`,
      };
}

function panel(title: string, chart: Chart): Html {
  return html`<div><h4>${title}</h4>${chartHtml(chart)}</div>`;
}

function dateOf(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? iso
    : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

function dataInWords(dataset: ReportInput['plan']['dataset']): string {
  if (dataset.kind === 'world') return `Emoji World, seed ${dataset.seed}`;
  if (dataset.kind === 'folder') return dataset.path;
  return dataset.sources.map(({ path, role, name }) => `${name ?? role}: ${path}`).join('; ');
}
