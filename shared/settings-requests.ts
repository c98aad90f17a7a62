/** What Settings asks beside the settings themselves: devices, saved servers, what lies on the disk and what of it can be made anew. */
import { z } from 'zod';
import { Endpoint } from './plan.ts';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
const path = z.string().min(1);

/** Where models run. `auto`: the first GPU that PyTorch can use, else the processor. */
export const ChosenDevice = z.string().regex(/^(auto|cpu|cuda:\d{1,2})$/);

export const Devices = z.strictObject({
  cpu: z.strictObject({ name: z.string(), cores: z.int(), memoryBytes: z.int() }),
  /** As the trainer's PyTorch sees them; `id` is what it calls them: `cuda:0`. */
  gpus: z.array(z.strictObject({ id: z.string(), name: z.string(), memoryBytes: z.int() })),
  torch: z.string(),
  /** Named by SQUARED_DEVICE, which goes before the setting; null where it is not set. */
  forced: z.string().nullable(),
});
export type Devices = z.infer<typeof Devices>;

/** A server that plans and judges ask, under a name of the user's own. What a plan takes of it stands in the plan itself. */
export const SavedEndpoint = Endpoint.omit({ kind: true }).extend({
  name: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,49}$/u),
});
export type SavedEndpoint = z.infer<typeof SavedEndpoint>;

/** What lies in experiments' folders, by what it is for. */
export const storedKinds = [
  'images',
  'pixels',
  'features',
  'checkpoints',
  'exports',
  'databases',
  'rest',
] as const;
export const StoredKind = z.enum(storedKinds);
export type StoredKind = z.infer<typeof StoredKind>;

/** What a run makes again by itself when it needs it. */
export const cleanableKinds = ['features', 'pixels', 'exports'] as const;
export const CleanableKind = z.enum(cleanableKinds);
export type CleanableKind = z.infer<typeof CleanableKind>;

const Bytes = z.record(StoredKind, z.int());

export const StoredExperiment = z.strictObject({
  path: z.string(),
  name: z.string(),
  /** All of its files; what another experiment holds too is among them. */
  bytes: z.int(),
  byKind: Bytes,
  /** `frees`: what is this experiment's alone. `seconds`: what making it took; null where that is not known. */
  cleanable: z.array(z.strictObject({ kind: CleanableKind, frees: z.int(), seconds: z.number().nullable() })),
  running: z.boolean(),
});
export type StoredExperiment = z.infer<typeof StoredExperiment>;

export const Storage = z.strictObject({
  home: z.string(),
  experimentsFolder: z.string(),
  /** Of the disk that holds the experiments folder. */
  freeBytes: z.int(),
  diskBytes: z.int(),
  /** Files that several experiments hold count once, so that this may be less than the sum over experiments. */
  bytes: z.int(),
  byKind: Bytes,
  /** Deleted experiments, until the window closes. */
  trashBytes: z.int(),
  /** The largest first. */
  experiments: z.array(StoredExperiment),
});
export type Storage = z.infer<typeof Storage>;

export const settingsRequests = {
  /** Starts the trainer's Python once and remembers the answer; `again` looks anew. */
  'devices.list': request(z.strictObject({ again: z.boolean().default(false) }), Devices),
  'endpoints.list': request(z.strictObject({}), z.array(SavedEndpoint)),
  /** `replaces`: the name that it had before; null for a new one. Answers all of them. */
  'endpoints.save': request(
    z.strictObject({ endpoint: SavedEndpoint, replaces: z.string().nullable() }),
    z.array(SavedEndpoint),
  ),
  'endpoints.remove': request(z.strictObject({ name: z.string() }), z.array(SavedEndpoint)),
  /** Asks the model once about a small picture of the project's own; nothing is stored. Throws what the server refused. */
  'endpoints.test': request(
    z.strictObject({ endpoint: SavedEndpoint }),
    z.strictObject({
      text: z.string(),
      seconds: z.number(),
      tokens: z.int().nullable(),
      /** False: it refuses to be asked for log-probabilities, and answers without. */
      logProbabilities: z.boolean(),
    }),
  ),
  'storage.get': request(z.strictObject({}), Storage),
  /** Deletes what can be made anew of an experiment that does not run; answers the bytes that became free. */
  'storage.clean': request(
    z.strictObject({ path, kinds: z.array(CleanableKind).min(1) }),
    z.strictObject({ freed: z.int() }),
  ),
};
