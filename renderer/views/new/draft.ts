/** A half-made plan: what was chosen so far, kept in the browser's store until it is started, so that nothing is typed twice. */
import { z } from 'zod';
import type { Plan } from '../../../shared/models.ts';

export const Draft = z.object({
  goal: z.enum(['reproduce', 'captions', 'specialists', 'recaption']),
  base: z.string(),
  data: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('world') }),
    z.object({ kind: z.literal('folder'), path: z.string() }),
  ]),
  captioner: z.enum(['torch', 'onnx-fp32', 'onnx-int8', 'endpoint']),
  endpoint: z.object({ url: z.string(), model: z.string(), key: z.string() }),
  rounds: z.number(),
  seeds: z.number(),
  enforceStop: z.boolean(),
  template: z.enum(['concatenated', 'recaption', 'original']),
  /** One a line; empty: the recipe's three. */
  prompts: z.string(),
  specialists: z.array(z.string()).nullable(),
  /** Also final generalists without one specialist each. */
  leaveOneOut: z.boolean(),
  controls: z.array(z.string()),
  benchmarks: z.array(z.string()).nullable(),
  name: z.string(),
  /** Written by hand; null: made from the choices. */
  document: z.string().nullable(),
  step: z.number(),
});
export type Draft = z.infer<typeof Draft>;

/** The demo's own choices: what shows what the project is for. */
export const freshDraft: Draft = {
  goal: 'reproduce',
  base: 'demo',
  data: { kind: 'world' },
  captioner: 'torch',
  endpoint: { url: '', model: '', key: '' },
  rounds: 3,
  seeds: 1,
  enforceStop: false,
  template: 'concatenated',
  prompts: '',
  specialists: null,
  leaveOneOut: false,
  controls: [],
  benchmarks: null,
  name: '',
  document: null,
  step: 0,
};

/** What a goal changes of a draft; what belongs to no goal stays as it was chosen. */
export function withGoal(draft: Draft, goal: Draft['goal']): Draft {
  const changes: Record<Draft['goal'], Partial<Draft>> = {
    reproduce: { rounds: 3, specialists: null, controls: [], enforceStop: false },
    captions: { rounds: 3, specialists: [], controls: ['equal-compute'], enforceStop: true },
    specialists: { rounds: 1, specialists: null, controls: [], enforceStop: false },
    recaption: { rounds: 1, specialists: [], controls: [], enforceStop: false },
  };
  // One of the paper's tables is a goal of its own.
  const base = goal !== 'reproduce' && /^(table|figure|cost)\b/.test(draft.base) ? 'demo' : draft.base;
  return { ...draft, goal, base, ...changes[goal] };
}

/** The guided start at its data, with that folder. */
export const withFolder = (draft: Draft, path: string): Draft => ({
  ...draft,
  data: { kind: 'folder', path },
  document: null,
  step: 1,
});

/** Another base brings its own choices; data, captioner, prompts and name stay as they were chosen. */
export const withBase = (draft: Draft, { preset, ...plan }: Plan): Draft => ({
  ...draft,
  base: preset,
  rounds: plan.rounds,
  seeds: plan.seeds.length,
  enforceStop: plan.stop.enforce,
  template: plan.template,
  specialists: null,
  leaveOneOut: plan.specialistArms.includes('leave-one-out'),
  controls: plan.controls,
  benchmarks: null,
});

const key = 'squared.draft';

/** A draft of another version, or a damaged one, is as good as none. */
export function readDraft(store: Pick<Storage, 'getItem'>): Draft {
  try {
    return Draft.parse(JSON.parse(store.getItem(key) ?? 'null'));
  } catch {
    return freshDraft;
  }
}

export function keepDraft(store: Pick<Storage, 'setItem'>, draft: Draft): void {
  try {
    store.setItem(key, JSON.stringify(draft));
  } catch (error) {
    // A full store costs the half-made plan its memory, nothing more.
    console.warn(`The plan could not be kept: ${error}`);
  }
}

export const forgetDraft = (store: Pick<Storage, 'removeItem'>): void => store.removeItem(key);
