/** A half-made plan: what was chosen so far, kept in the browser's store until it is started, so that nothing is typed twice. */
import { z } from 'zod';
import { FormatName, Mapping } from '../../../shared/data.ts';
import type { Plan } from '../../../shared/plan.ts';
import { SavedEndpoint } from '../../../shared/settings-requests.ts';

const noFolder = { path: '', precision: 'fp32' as const };
const noTruth = { instances: '', detections: '', minimumScore: 0.5 };
const ownCaptions = { wanted: null, percent: 5, most: 500 };

export const Draft = z.object({
  goal: z.enum(['reproduce', 'captions', 'specialists', 'recaption']),
  base: z.string(),
  data: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('world') }),
    z.object({
      kind: z.literal('folder'),
      path: z.string(),
      /** How its records are read, where that was corrected; absent, as their content tells. */
      corrected: z
        .object({ path: z.string(), format: FormatName.optional(), mapping: Mapping.partial() })
        .optional(),
    }),
  ]),
  /** Files that say what is in the user's own images; empty: none. */
  objectTruth: z
    .object({ instances: z.string(), detections: z.string(), minimumScore: z.number() })
    .default(noTruth),
  /** Images kept from training and judged on; `wanted` null: where the user's folder brings no benchmark. */
  ownCaptions: z
    .object({ wanted: z.boolean().nullable(), percent: z.number(), most: z.number() })
    .default(ownCaptions),
  /** What is trained: `pico`, or the folder of a SmolVLM. */
  model: z.string().min(1).default('pico'),
  captioner: z.enum(['torch', 'onnx-fp32', 'onnx-int8', 'checkpoint', 'folder', 'endpoint']),
  /** Folder of the model that another experiment has trained; empty: none was chosen. */
  checkpoint: z.string().default(''),
  modelFolder: z.object({ path: z.string(), precision: z.enum(['fp32', 'int8']) }).default(noFolder),
  /** The other model of the control that asks for one. */
  other: z.enum(['checkpoint', 'folder', 'endpoint']).default('checkpoint'),
  /** Whom prompts are tried on where the plan has yet to train its captioner; empty: the newest model there is. */
  triedOn: z.string().default(''),
  endpoint: z.object({
    url: z.string(),
    model: z.string(),
    key: z.string(),
    /** What a kept server brings along; absent where the address was typed. */
    server: SavedEndpoint.optional(),
  }),
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
  objectTruth: noTruth,
  ownCaptions,
  model: 'pico',
  captioner: 'torch',
  checkpoint: '',
  modelFolder: noFolder,
  other: 'checkpoint',
  triedOn: '',
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
  // Where nothing is trained, somebody else has to write.
  const captioner = goal === 'recaption' && !writesAlready(draft) ? 'checkpoint' : draft.captioner;
  return { ...draft, goal, base, captioner, ...changes[goal] };
}

/** Whether its captioner is a model that is there already. */
export const writesAlready = ({ captioner }: Pick<Draft, 'captioner'>): boolean =>
  captioner === 'checkpoint' || captioner === 'folder' || captioner === 'endpoint';

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
