/** The page's look: a printed paper's, in light and dark. Colours were chosen to keep 4.5:1 against their ground in both. Charts know them by the names of the window's (renderer/design/tokens.css). */

export const lightColours = {
  '--paper': '#ffffff',
  '--raised': '#ffffff',
  '--ink': '#1b1c1e',
  '--ink-soft': '#5c5f66',
  '--ink-faint': '#5c5f66',
  '--line': '#e3e3e0',
  '--rule-strong': '#1b1c1e',
  '--series-1': '#1f5fa8',
  '--series-2': '#b04a06',
  '--series-3': '#6b5b95',
  '--line-strong': '#c3c6cc',
  '--stage-1': '#8a6d00',
  '--stage-2': '#1f5fa8',
  '--stage-3': '#1e7a46',
  '--stage-4': '#b04a06',
  '--good': '#1e7a46',
  '--bad': '#b3261e',
};

const darkColours: typeof lightColours = {
  '--paper': '#15171a',
  '--raised': '#15171a',
  '--ink': '#e8e6e1',
  '--ink-soft': '#a2a5ab',
  '--ink-faint': '#a2a5ab',
  '--line': '#2e3136',
  '--rule-strong': '#8d9096',
  '--series-1': '#7fb2ef',
  '--series-2': '#f0a25c',
  '--series-3': '#b6a5e0',
  '--line-strong': '#4b4f57',
  '--stage-1': '#dcc05a',
  '--stage-2': '#7fb2ef',
  '--stage-3': '#74c69a',
  '--stage-4': '#f0a25c',
  '--good': '#74c69a',
  '--bad': '#f2918a',
};

const variables = (colours: typeof lightColours) =>
  Object.entries(colours)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');

export const style = `
:root{color-scheme:light dark;${variables(lightColours)}}
@media (prefers-color-scheme:dark){:root{${variables(darkColours)}}}
@media print{:root{color-scheme:light;${variables(lightColours)}}}
*{box-sizing:border-box}
html{font-size:17px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font-family:'Squared Serif',Georgia,'Times New Roman',serif;line-height:1.55;
  font-optical-sizing:auto;hanging-punctuation:first;text-rendering:optimizeLegibility}
main{max-width:64rem;margin:0 auto;padding:4.5rem 1.5rem 5rem}
h1,h2,h3,p,ul,.lead{max-width:42rem}
.kicker,.meta,nav,figure,table,.notes,.panels,dl,small,.verdicts{font-family:'Squared Sans',system-ui,sans-serif}
.kicker{margin:0 0 .6rem;font-size:.82rem;color:var(--ink-soft)}
h1{margin:0 0 .9rem;font-size:2.5rem;line-height:1.12;font-weight:600;letter-spacing:-.018em;overflow-wrap:anywhere;text-wrap:balance}
h2{margin:4rem 0 .9rem;font-size:1.5rem;line-height:1.25;font-weight:600;letter-spacing:-.01em;text-wrap:balance}
h3{margin:2.2rem 0 .5rem;font-size:1.06rem;line-height:1.35;font-weight:600}
p{margin:0 0 1rem;text-wrap:pretty}
.lead p{font-size:1.16rem;line-height:1.52}
.meta{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;margin:0 0 2.4rem;padding:0;font-size:.86rem;color:var(--ink-soft);max-width:none}
.meta div{display:flex;gap:.4rem}.meta dt{color:var(--ink-soft)}.meta dd{margin:0;color:var(--ink)}
nav{margin:2.2rem 0 0;padding:.75rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);font-size:.86rem;
  display:flex;flex-wrap:wrap;gap:.2rem 1.3rem}
a{color:var(--series-1);text-decoration-thickness:1px;text-underline-offset:.18em}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}
figure{margin:1.6rem 0 2.2rem}
figcaption{margin:0 0 .55rem;font-size:.92rem;line-height:1.4;max-width:46rem}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:2px solid var(--series-1);outline-offset:4px}
table{border-collapse:collapse;font-size:.84rem;line-height:1.3;font-variant-numeric:tabular-nums lining-nums;
  border-top:1.5px solid var(--rule-strong);border-bottom:1.5px solid var(--rule-strong)}
thead th{border-bottom:1px solid var(--rule-strong);vertical-align:bottom;font-weight:600;padding-top:.45rem;padding-bottom:.45rem}
th small{display:block;font-weight:400;color:var(--ink-soft);font-size:.92em}
th,td{padding:.42rem .85rem;text-align:right;vertical-align:top;white-space:nowrap}
th:first-child,td:first-child{padding-left:.1rem}th:last-child,td:last-child{padding-right:.1rem}
.words{text-align:left}
td.words{white-space:normal}
tbody th{font-weight:400;white-space:normal;min-width:6rem}
tbody tr+tr>*{border-top:1px solid var(--line)}
tbody tr.begins>*{border-top-color:var(--rule-strong)}
.value{font-weight:600}
.deviation{font-weight:400;color:var(--ink-soft)}
.interval{display:block;font-size:.86em;color:var(--ink-soft)}
.missing{color:var(--ink-soft)}
.better,.worse{font-size:.72em;margin-right:.35em;vertical-align:.08em}
.better{color:var(--good)}.worse{color:var(--bad)}
.aside{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.notes{margin:.55rem 0 0;font-size:.8rem;line-height:1.45;color:var(--ink-soft);max-width:46rem}
.panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr));gap:1.6rem 1.8rem;margin:0}
.panels>div{min-width:0}
.panels h4{margin:0 0 .2rem;font-size:.88rem;font-weight:600}
.panels h4 small{font-weight:400;color:var(--ink-soft);margin-left:.35em;font-size:.92em}
.samples dd small{color:var(--ink-soft);margin-right:.35em}
.panels svg{display:block;width:100%;height:auto;max-width:24rem;color:var(--ink-soft)}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:0 0 .8rem;padding:0;list-style:none;font-size:.82rem;color:var(--ink-soft);max-width:none}
.legend i{display:inline-block;width:1.15em;height:.2em;margin-right:.45em;vertical-align:.28em;border-radius:1px}
.legend i.dot{width:.62em;height:.62em;border-radius:50%;vertical-align:-.02em}
.legend i.small{width:.36em;height:.36em;opacity:.5;vertical-align:.08em}
.legend i.ring{width:.62em;height:.62em;border-radius:50%;border:1.5px solid var(--ink);vertical-align:-.04em}
.notes+.samples{margin-top:1rem}
.samples{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(27rem,100%),1fr));gap:0 2.5rem}
.sample{display:grid;grid-template-columns:8.5rem 1fr;gap:1.2rem;margin:0;padding:1.2rem 0;border-top:1px solid var(--line);break-inside:avoid}
.sample img{width:8.5rem;height:auto;display:block;border-radius:3px}
.sample dl{margin:0;font-size:.84rem;line-height:1.4}
.sample dt{color:var(--ink-soft);font-size:.92em}
.sample dd{margin:0 0 .5rem;overflow-wrap:anywhere}
.there{text-decoration:underline 1.5px var(--good);text-underline-offset:.2em}
.imagined{color:var(--bad);text-decoration:underline wavy 1px var(--bad);text-underline-offset:.2em}
.phrase{background:none;color:inherit;text-decoration:underline 2px var(--mark,var(--good));text-underline-offset:.2em}
.phrase.spatial{--mark:var(--series-1);text-decoration-style:dotted}
.phrase.quoted{--mark:var(--series-3);text-decoration-style:dashed}
.phrase.hallucinated,.phrase.wrong{color:var(--bad);--mark:var(--bad);text-decoration-style:wavy;text-decoration-thickness:1px}
.legend.phrases{margin:.4rem 0 1rem;font-family:'Squared Sans',system-ui,sans-serif}
.verdicts{margin:0;padding:0;list-style:none;max-width:46rem;font-size:.92rem;line-height:1.45}
.verdicts li{padding:.7rem 0;border-top:1px solid var(--line)}
.verdicts b{font-weight:600}
ul.plain{padding-left:1.1rem;margin:0 0 1rem}
ul.plain li{margin:.35rem 0}
footer{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--line);font-family:'Squared Sans',system-ui,sans-serif;font-size:.8rem;color:var(--ink-soft)}
@media (max-width:40rem){
  html{font-size:16px}
  main{padding:2.2rem 1.1rem 3rem}
  h1{font-size:1.9rem}h2{margin-top:3rem}
  .sample{grid-template-columns:5.5rem 1fr;gap:.9rem}.sample img{width:5.5rem}
  th,td{padding-left:.6rem;padding-right:.6rem}
}
@media print{
  html{font-size:10pt}
  main{padding:0;max-width:none}
  nav{display:none}
  h2{margin-top:2.4rem}
  .panels{grid-template-columns:repeat(3,1fr);gap:1rem}
  .samples{grid-template-columns:1fr 1fr;gap:0 1.5rem}
  .sample{grid-template-columns:5rem 1fr;gap:.8rem;padding:.7rem 0}.sample img{width:5rem}
  h2,h3,figcaption{break-after:avoid}
  tr,.panels>div,.verdicts li{break-inside:avoid}
  .scroll{overflow:visible}
  table{font-size:7.5pt}
  th,td{padding:.25rem .4rem}
  @page{margin:18mm 16mm}
}
`;
