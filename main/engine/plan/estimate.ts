/** What a plan will take, step by step and in all: its work priced by measured rates. Pure: everything is gathered before. */
import type { PlanEstimate, StepEstimate } from '../../../shared/estimates.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { OwnModel } from '../models/own-model.ts';
import type { Node } from './graph.ts';
import type { DatasetCounts } from './planned-stages.ts';
import { type Chosen, chosenRate, type Measure, type Rates } from './rates.ts';
import { type Part, type Work, workOf } from './work.ts';

export interface EstimateInput {
  readonly plan: Plan;
  readonly nodes: readonly Node[];
  /** Null where nothing is known of the dataset; `why` says it. */
  readonly counts: DatasetCounts | null;
  /** The plan's model, where it is one of the user's own. */
  readonly own?: OwnModel | null | undefined;
  readonly why: string;
  /** Step ids with the experiment whose result would be taken over. */
  readonly reused: ReadonlyMap<string, string>;
  /** What past experiments on this machine have measured. */
  readonly here: Rates;
  /** What ships with the project, and where it was measured. */
  readonly shipped: Rates & { readonly measured: string };
  /** Further sentences about where the figures come from. */
  readonly notes: readonly string[];
}

/** A run of more than so many times the size of the one that was measured is extrapolated. */
const farFrom = 10;

interface Summed {
  readonly value: number | null;
  readonly missing: readonly string[];
  readonly chosen: readonly (Chosen & { readonly wanted: number })[];
}

export function estimate(input: EstimateInput): {
  steps: Map<string, StepEstimate>;
  estimate: PlanEstimate;
} {
  const { plan, nodes, counts, here, shipped } = input;
  const used: Summed['chosen'][number][] = [];
  const priced = (measure: Measure, parts: readonly Part[]): Summed => {
    const summed = sum(measure, parts, here, shipped);
    used.push(...summed.chosen);
    return summed;
  };
  const filled = (specialist: string, questions: number): number =>
    chosenRate('filled', [specialist, 'any'], questions, here, shipped)?.perItem ?? 1;
  const work = counts
    ? workOf(nodes, { plan, counts, reused: new Set(input.reused.keys()), filled, own: input.own })
    : new Map<string, Work>();
  const steps = new Map(
    nodes.map(({ id }): [string, StepEstimate] => {
      const from = input.reused.get(id);
      const one = work.get(id);
      const items = one?.items ?? null;
      if (from !== undefined) return [id, { items, seconds: 0, bytes: 0, usd: 0, reused: from, why: null }];
      if (!one) return [id, { ...nothing, why: input.why }];
      const seconds = priced('seconds', one.seconds);
      const bytes = priced('bytes', one.bytes);
      const server = priced('usd', one.usd);
      const hours = seconds.value === null ? null : seconds.value / 3600;
      const usd =
        hours === null || server.value === null ? null : hours * plan.prices.deviceHour + server.value;
      const missing = [...new Set([...seconds.missing, ...bytes.missing, ...server.missing])];
      const unmeasured = missing.length > 0 ? `Never measured: ${missing.join(', ')}.` : null;
      return [
        id,
        { items, seconds: seconds.value, bytes: bytes.value, usd, reused: null, why: one.idle ?? unmeasured },
      ];
    }),
  );
  return { steps, estimate: { totals: totals(input, steps), notes: notes(input, used) } };
}

const nothing = { items: null, seconds: null, bytes: null, usd: null, reused: null };

/** Null where a part that has items was never measured. */
function sum(measure: Measure, parts: readonly Part[], here: Rates, shipped: Rates): Summed {
  const chosen: Summed['chosen'][number][] = [];
  const missing: string[] = [];
  let value = 0;
  for (const { rates, items, each, drawn } of parts) {
    if (items === 0) continue;
    if (each !== undefined) {
      value += each * items;
      continue;
    }
    const rate = chosenRate(measure, rates, items, here, shipped) ?? drawnRate(drawn, items);
    if (!rate) {
      missing.push(`${measure === 'usd' ? 'price' : measure} of ${rates[0]?.replace(/^usd\//, '')}`);
      continue;
    }
    chosen.push({ ...rate, wanted: items });
    value += items * rate.perItem;
  }
  return { value: missing.length > 0 ? null : value, missing, chosen };

  function drawnRate(from: Part['drawn'], items: number): Chosen | null {
    const rate = from && chosenRate(measure, from.rates, items, here, shipped);
    return rate ? { ...rate, perItem: rate.perItem * from.times, drawn: true } : null;
  }
}

function totals(
  { plan, nodes, counts }: EstimateInput,
  steps: ReadonlyMap<string, StepEstimate>,
): PlanEstimate['totals'] {
  const all = [...steps.values()];
  const known = (of: 'seconds' | 'bytes' | 'usd') => all.reduce((total, one) => total + (one[of] ?? 0), 0);
  const unknown = (of: 'seconds' | 'bytes' | 'usd') => all.filter((one) => one[of] === null).length;
  const pretraining = counts?.sets.filter(({ role }) => role === 'pretrain') ?? [];
  const images = pretraining.reduce((total, set) => total + set.images, 0);
  const writes = nodes.some(({ kind }) => kind === 'recaption');
  const specialists = nodes.some(({ kind, round }) => kind === 'recaption' && round === null);
  const recaptioned = writes ? Math.round(images * (specialists ? 1 : Math.min(1, plan.recaptionShare))) : 0;
  return {
    seconds: known('seconds'),
    bytes: known('bytes'),
    usd: known('usd'),
    unknown: { seconds: unknown('seconds'), bytes: unknown('bytes'), usd: unknown('usd') },
    reused: all.filter(({ reused }) => reused !== null).length,
    recaptioned,
    usdByPeople: (recaptioned / 1000) * plan.prices.peoplePerThousand,
  };
}

function notes({ shipped, own = null, notes: further }: EstimateInput, used: Summed['chosen']): string[] {
  const elsewhere = used.filter(({ here }) => !here).length;
  const drawn = used.filter((one) => one.drawn).length;
  const far = used.filter(({ items, wanted }) => wanted > farFrom * items).length;
  const from =
    used.length === 0
      ? []
      : elsewhere === 0
        ? ['All figures are from what past experiments took here.']
        : elsewhere === used.length
          ? [`Nothing was measured here yet: all figures are ${shipped.measured}.`]
          : [
              `Not measured here yet: ${elsewhere} of ${used.length} figures, for which stand ${shipped.measured}. The rest is from past experiments here.`,
            ];
  return [
    ...from,
    ...(own !== null && drawn > 0
      ? [
          `${drawn} of ${used.length} figures are drawn from pico's by how many operations ${own.title} takes, which can be wrong several times over; its first run here measures them.`,
        ]
      : []),
    ...(own !== null && !own.keepsFeatures
      ? [
          `The encoder's features would take more than 40 % of the disk's room: they are not kept, and the encoder runs whenever an image is read.`,
        ]
      : []),
    ...(far > 0
      ? [
          `${far} of ${used.length} figures are drawn out from runs less than a tenth as large, whose fixed costs weigh more.`,
        ]
      : []),
    ...further,
  ];
}
