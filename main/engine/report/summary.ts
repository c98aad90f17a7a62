import type { ControlName } from '../../../shared/plan.ts';
import { final, isAboutSpecialists } from '../plan/arms.ts';
import { shortTitle } from '../scorers/index.ts';
import type { Evidence, Judged } from './evidence.ts';
import { formatted, inWords, listed } from './format.ts';
import type { ReportInput } from './input.ts';
import { capitalised, modelInWords, writerName } from './names.ts';
import { keptShare } from './tables/specialists.ts';
import { variantsInWords } from './variants-in-words.ts';

/** What the run shows, in plain sentences computed from the comparisons alone; "significant" is always after Holm's correction. */
export function summary(input: ReportInput, evidence: Evidence): string[] {
  if (input.plan.captionsOnly) return captionsAlone(input);
  return [
    rounds(input, evidence),
    variantsInWords(input, evidence),
    controls(input, evidence),
    specialists(input, evidence),
  ].filter((text) => text !== '');
}

/** Of a plan that only writes captions: how many, and by whom. */
function captionsAlone({ plan, coverage, steps }: ReportInput): string[] {
  const wrote = steps.some(({ kind, done }) => kind === 'recaption' && done > 0);
  if (!wrote) return [];
  const sum = (of: 'usable' | 'wanted') => coverage.reduce((all, one) => all + one[of], 0);
  const [usable, wanted] = [sum('usable'), sum('wanted')].map((n) => n.toLocaleString('en-US'));
  return [
    `${writerName('v0', plan).replace(/, round 1$/, '')} has described the images: ${usable} of ${wanted} captions can be used. Nothing was trained, so nothing is told about what they would bring.`,
  ];
}

function rounds(input: ReportInput, evidence: Evidence): string {
  const seed = evidence.mainSeed;
  const sentences: string[] = [];
  const silent: string[] = [];
  const flush = () => {
    if (silent.length === 0) return;
    const others = sentences.length > 0 ? 'further ' : '';
    sentences.push(
      silent.length === 1
        ? `${capitalised(silent[0] as string)} brought no ${others}significant gain.`
        : `${capitalised(listed(silent))} brought no ${others}significant gain, each against the round before.`,
    );
    silent.length = 0;
  };
  evidence.rounds.slice(1).forEach((model, i) => {
    const compared = evidence.comparisons(model, evidence.rounds[i] as string, seed);
    if (compared.length === 0) return;
    const round = i + 1;
    const better = compared.filter(({ verdict }) => verdict === 'better');
    const worse = compared.filter(({ verdict }) => verdict === 'worse');
    if (better.length === 0 && worse.length === 0) {
      silent.push(`round ${round}`);
      return;
    }
    flush();
    const gain =
      better.length > 0 ? `raised ${differences(better)} significantly` : 'raised no benchmark significantly';
    const loss = worse.length > 0 ? ` and lowered ${differences(worse)}` : '';
    const rest = compared.length - better.length - worse.length;
    const unchanged =
      rest > 0
        ? `; ${rest === 1 ? 'the other benchmark' : `the other ${inWords(rest)} benchmarks`} did not change significantly`
        : '';
    sentences.push(`Round ${round} ${gain}${loss}${unchanged}.`);
  });
  flush();
  const stop = input.verdicts.filter(({ decision }) => decision === 'stop').map(({ round }) => round);
  const first = Math.min(...stop);
  if (stop.length > 0 && evidence.seeds.length < 2)
    sentences.push(`The stop rule says to stop after round ${first}.`);
  if (stop.length > 0 && evidence.seeds.length > 1) sentences.push(stopsBySeed(input, evidence));
  return sentences.join(' ');
}

function stopsBySeed({ verdicts }: ReportInput, { seeds }: Evidence): string {
  const first = seeds.map((seed) => {
    const stops = verdicts
      .filter((one) => one.seed === seed && one.decision === 'stop')
      .map(({ round }) => round);
    return { seed, round: stops.length > 0 ? Math.min(...stops) : null };
  });
  // seeds that agree are named together
  const parts = [...Map.groupBy(first, ({ round }) => round)].map(([round, members]) => {
    const names = `${members.length === 1 ? 'seed' : 'seeds'} ${listed(members.map(({ seed }) => String(seed)))}`;
    const who = members.length === seeds.length ? 'every seed' : names;
    return `${round === null ? 'not yet' : `after round ${round}`} with ${who}`;
  });
  return `The stop rule says to stop ${listed(parts)}.`;
}

function controls({ plan }: ReportInput, evidence: Evidence): string {
  const sentences = plan.controls.flatMap((control) => {
    const [base, treated] = isAboutSpecialists(control)
      ? [evidence.lastGeneralist ?? 'v0', final]
      : ['v0', 'v1'];
    const against = evidence.comparisons(control, base, evidence.mainSeed);
    if (against.length === 0) return [];
    const baseName = modelInWords(base, plan);
    const treatedName = modelInWords(treated, plan);
    const who = modelInWords(control, plan);
    const better = against.filter(({ verdict }) => verdict === 'better');
    const worse = against.filter(({ verdict }) => verdict === 'worse');
    const gained =
      better.length > 0
        ? `${capitalised(who)}${withoutRecaptions.includes(control) ? ', which never saw a right recaption,' : ''} also raised ${differences(better)} over ${baseName}`
        : `${capitalised(who)} raised no benchmark significantly over ${baseName}`;
    const lost = worse.length > 0 ? ` and lowered ${differences(worse)}` : '';
    const ahead = evidence.comparisons(treated, control, evidence.mainSeed);
    if (ahead.length === 0) return [`${gained}${lost}.`];
    const leads = ahead.filter(({ verdict }) => verdict === 'better');
    const trails = ahead.filter(({ verdict }) => verdict === 'worse');
    const behind =
      trails.length > 0
        ? ` and behind on ${listed(trails.map(({ benchmark }) => shortTitle(benchmark)))}`
        : '';
    const standing =
      leads.length > 0
        ? `${treatedName} is significantly ahead of it on ${listed(leads.map(({ benchmark }) => shortTitle(benchmark)))}${behind}`
        : `${treatedName} is significantly ahead of it on no benchmark${behind}, ${whatThatMeans(control, better.length > 0)}`;
    return [`${gained}${lost}; ${standing}.`];
  });
  return sentences.join(' ');
}

/** What it means that a control is level with what it is held against: some of them read right recaptions themselves. */
function whatThatMeans(control: ControlName, gained: boolean): string {
  switch (control) {
    case 'matched-length':
      return gained
        ? 'so the gain does not come from longer text'
        : 'so this run cannot tell a gain of the recaptions from one of their length';
    case 'other-captioner':
      return 'so this run does not tell its own recaptions from the other model’s';
    case 'specialist-data':
      return 'so this run does not credit the specialists with a gain over it';
    default:
      return 'so this run does not credit the recaptions with a gain over it';
  }
}

/** Controls whose gain cannot come from a right recaption. */
const withoutRecaptions: readonly ControlName[] = ['equal-compute', 'shuffled', 'more-data'];

function specialists({ plan }: ReportInput, evidence: Evidence): string {
  const generalist = evidence.lastGeneralist;
  if (generalist === null) return '';
  const sentences: string[] = [];
  const lifts = plan.specialists.flatMap(({ name, benchmark }) => {
    const lift = evidence.comparison(name, generalist, benchmark, evidence.mainSeed);
    return lift ? [{ name, benchmark, lift }] : [];
  });
  const lifted = lifts.filter(({ lift }) => lift.verdict === 'better');
  const unmoved = lifts.filter(({ lift }) => lift.verdict !== 'better');
  if (lifted.length > 0) {
    const parts = lifted.map(
      ({ name, lift }, i) => `${modelInWords(name, plan)} ${i === 0 ? 'lifts ' : ''}${difference(lift)}`,
    );
    sentences.push(`Against ${modelInWords(generalist, plan)}, ${listed(parts)}.`);
  }
  for (const { name, benchmark } of unmoved) {
    sentences.push(
      `${capitalised(modelInWords(name, plan))} does not lift ${shortTitle(benchmark)} significantly.`,
    );
  }
  const kept = lifted.flatMap(({ name, benchmark }) => {
    const share = keptShare(evidence, name, benchmark, evidence.mainSeed);
    return share === null ? [] : [`${Math.round(share * 100)} % of the lift on ${shortTitle(benchmark)}`];
  });
  const final = evidence.comparisons('final', generalist, evidence.mainSeed);
  if (kept.length > 0) sentences.push(`The final generalist keeps ${listed(kept)}.`);
  if (final.length > 0) {
    const worse = final.filter(({ verdict }) => verdict === 'worse');
    const subject = kept.length > 0 ? 'It' : 'The final generalist';
    sentences.push(
      worse.length > 0
        ? `${subject} lowered ${differences(worse)} against ${modelInWords(generalist, plan)}.`
        : `${subject} is significantly worse than ${modelInWords(generalist, plan)} on no benchmark.`,
    );
  }
  return sentences.join(' ');
}

function differences(compared: readonly Judged[]): string {
  return listed(compared.map(difference));
}

/** `POPE by 9.1 points (6.2 to 12.0)`; the direction is in the sentence around it. */
function difference(one: Judged): string {
  const size = formatted(Math.abs(one.difference), 'percent');
  const [low, high] = one.difference < 0 ? [-one.high, -one.low] : [one.low, one.high];
  return `${shortTitle(one.benchmark)} by ${size} points (${formatted(low, 'percent')} to ${formatted(high, 'percent')})`;
}
