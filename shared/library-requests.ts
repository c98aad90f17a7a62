/** What the pages beside the experiment's own show: models, data, settings, keys, what a plan would take, what a run uses. */
import { z } from 'zod';
import { SetRole } from './set-role.ts';
import { ChosenDevice } from './settings-requests.ts';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
const path = z.string().min(1);

/** A trained model of an experiment, as it lies on the disk. */
export const StoredModel = z.strictObject({
  experiment: z.string(),
  path: z.string(),
  seed: z.int(),
  model: z.string(),
  /** Where its checkpoint lies. */
  folder: z.string(),
  /** What it was trained from: `pico`, or the folder that the plan names. */
  base: z.string(),
  bytes: z.int(),
  /** As ONNX; null where it was not exported. */
  exportedBytes: z.int().nullable(),
  trainedAt: z.string(),
  /** Its files are another experiment's as well, and lie on the disk once. */
  shared: z.boolean(),
});
export type StoredModel = z.infer<typeof StoredModel>;

export const Settings = z.strictObject({
  experimentsFolder: z.string(),
  /** Null: the paper's price of an H100. */
  usdPerHour: z.number().nullable(),
  /** Where models run. */
  device: ChosenDevice,
});
export type Settings = z.infer<typeof Settings>;

const keyName = z.string().regex(/^[a-z][a-z0-9-]{0,49}$/);

/** A server's key. Whether there is one can be told; the key itself is never read out. */
export const KeyState = z.strictObject({
  name: z.string(),
  stored: z.boolean(),
  /** Experiments whose plans call it. */
  usedBy: z.array(z.string()),
});
export type KeyState = z.infer<typeof KeyState>;

/** How fast the step under way is, by what its worker told last. Null: there is nothing of the kind, or nobody tells. */
export const RunSpeed = z.strictObject({
  step: z.string(),
  imagesPerSecond: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
});
export type RunSpeed = z.infer<typeof RunSpeed>;

/** What a run uses right now. Null: this system does not tell. */
export const RunMeters = z.strictObject({
  speed: RunSpeed.nullable(),
  /** Of the run and all it has started, resident. */
  memoryBytes: z.int().nullable(),
  /** Of these, the trainer's and the captioner's. */
  trainerBytes: z.int().nullable(),
  captionerBytes: z.int().nullable(),
  memoryTotal: z.int(),
  /** In cores: 1.5 is one and a half of them busy for the run. Null at the first look. */
  cores: z.number().nullable(),
  coresTotal: z.int(),
  /** The processor's temperature. */
  celsius: z.number().nullable(),
  gpu: z
    .strictObject({
      name: z.string(),
      use: z.number().nullable(),
      memoryBytes: z.number().nullable(),
      memoryTotal: z.number().nullable(),
      celsius: z.number().nullable(),
    })
    .nullable(),
});
export type RunMeters = z.infer<typeof RunMeters>;

export const libraryRequests = {
  /** The latest first, over all experiments that can be read. */
  'models.list': request(z.strictObject({}), z.array(StoredModel)),
  /** The folder of one of them, for the system's file manager. */
  'models.folder': request(
    z.strictObject({ path, seed: z.int(), model: z.string() }),
    z.strictObject({ folder: z.string() }),
  ),
  'data.overview': request(
    z.strictObject({ path }),
    z.strictObject({
      source: z.string(),
      sets: z.array(
        z.strictObject({
          name: z.string(),
          role: SetRole,
          images: z.int(),
          turns: z.int(),
        }),
      ),
      quarantined: z.int(),
      reasons: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
    }),
  ),
  'settings.get': request(z.strictObject({}), Settings),
  /** What is absent stays as it is. Experiments that are there stay where they are and stay listed. */
  'settings.set': request(
    z.strictObject({
      experimentsFolder: z.string().min(1).nullable().optional(),
      usdPerHour: z.number().min(0).max(10_000).nullable().optional(),
      device: ChosenDevice.optional(),
    }),
    Settings,
  ),
  'keys.list': request(
    z.strictObject({}),
    /** `problem`: why this machine's key store cannot be used; null where it can. */
    z.strictObject({ keys: z.array(KeyState), problem: z.string().nullable() }),
  ),
  'keys.set': request(
    z.strictObject({ name: keyName, key: z.string().min(1).max(4096) }),
    z.strictObject({}),
  ),
  'keys.forget': request(z.strictObject({ name: keyName }), z.strictObject({ forgotten: z.boolean() })),
  /** Null while it does not run. */
  'run.meters': request(z.strictObject({ path }), RunMeters.nullable()),
};
