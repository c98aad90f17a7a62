/**
 * JSON lines between the engine and its workers, one object a line: the Python trainer (`python -m squared_trainer serve`) and the captioner
 * (main/captioner/process.ts), which answers `caption` alone.
 * Engine -> worker on stdin, worker -> engine on stdout; stderr is log text. End of stdin ends the worker.
 * Both sides are held to test/contract/trainer-protocol.json.
 *
 * Images are rows of one raw file of RGB bytes (`pixels`, shape rows x size x size x 3): the engine decodes, Python never does.
 */
import { z } from 'zod';
import { Lora, StageName } from './plan.ts';

export const trainerProtocolVersion = 1;

/** A line of a stage's sample file. Each turn is trained as a conversation of its own about the image. */
export const SampleLine = z.strictObject({
  row: z.int().min(0),
  turns: z.array(z.strictObject({ user: z.string(), assistant: z.string() })).min(1),
});
export type SampleLine = z.infer<typeof SampleLine>;

/** A line of a generation request file. */
export const PromptLine = z.strictObject({ id: z.int(), row: z.int().min(0), prompt: z.string() });
export type PromptLine = z.infer<typeof PromptLine>;

/** A line of the captioner's request file. Lines about one image stand together, so that it is decoded and encoded once. */
export const AskLine = z.strictObject({ id: z.int(), file: z.string(), prompt: z.string() });
export type AskLine = z.infer<typeof AskLine>;

export const trainerCommands = {
  /**
   * Runs the frozen encoder over all rows of `pixels` and writes `out/features.safetensors` and `out/COMPLETE`. Without `cache` only a note is
   * written, and the encoder runs whenever features are read.
   */
  features: z.strictObject({
    model: z.string(),
    pixels: z.string(),
    rows: z.int().positive(),
    out: z.string(),
    batch_size: z.int().positive(),
    cache: z.boolean(),
  }),
  /**
   * Trains through `stages` in order and writes a Transformers checkpoint folder `out` (COMPLETE last).
   * While it runs, `out + ".partial"` holds the resume state; calling again with the same arguments goes on from there.
   */
  train: z.strictObject({
    model: z.string(),
    /** Checkpoint to start the projector and LM from; null starts from the pretrained LM and a fresh projector. */
    start: z.string().nullable(),
    features: z.string(),
    stages: z
      .array(
        z.strictObject({
          name: StageName,
          samples: z.string(),
          epochs: z.number().positive(),
          batch_size: z.int().positive(),
          learning_rate: z.number().positive(),
          warmup: z.number(),
          weight_decay: z.number(),
          trains: z.array(z.enum(['projector', 'lm'])),
          /** The LM learns low-rank changes of its linear layers, merged into the weights at the stage's end; null: all of its weights. */
          lora: Lora.nullable(),
          /**
           * Folder with the state after this stage, for the trainings that begin alike (same start, seed, samples and settings): the first
           * one writes it, the others take it instead of training the stage again. Null: nobody shares.
           */
          shared: z.string().nullable(),
        }),
      )
      .min(1),
    /** Conversations never trained on; their loss is measured after each stage (null: none). */
    held_out: z.string().nullable(),
    seed: z.int(),
    out: z.string(),
    /** Seconds between resume states. */
    save_every: z.number().positive(),
  }),
  /** Answers every line of `prompts`; rows come back in `rows` events, in any order. */
  generate: z.strictObject({
    checkpoint: z.string(),
    features: z.string(),
    prompts: z.string(),
    batch_size: z.int().positive(),
    max_new_tokens: z.int().positive(),
    temperature: z.number().min(0),
    top_p: z.number(),
    seed: z.int(),
  }),
  /**
   * Writes a checkpoint as ONNX into the folder `out` (COMPLETE last), in the layout that Hugging Face publishes for SmolVLM, with
   * `onnx/vision_encoder_from_bytes.onnx` and `onnx/decoder_new_rows.onnx` for our captioner beside it. With `int8` also in eight bits (`*_int8.onnx`), whose scales are measured on the images of `reference`.
   */
  export: z.strictObject({
    checkpoint: z.string(),
    out: z.string(),
    int8: z.boolean(),
    /** What stock Transformers computes for `count` of the images goes into `out/parity`, for the captioner's `verify` (null: nothing). */
    reference: z
      .strictObject({
        pixels: z.string(),
        rows: z.int().positive(),
        count: z.int().positive(),
        prompt: z.string(),
        max_new_tokens: z.int().positive(),
      })
      .nullable(),
  }),
  /** The captioner's: holds an exported folder to its `parity`, on the raw images `pixels`. */
  verify: z.strictObject({ model: z.string(), precision: z.enum(['fp32', 'int8']), pixels: z.string() }),
  /**
   * The captioner's: answers every line of `asks` (AskLine) from the image's file with the ONNX folder `model`. Rows come back in `rows`
   * events, in any order; images that cannot be read in `refused` events.
   */
  caption: z.strictObject({
    model: z.string(),
    precision: z.enum(['fp32', 'int8']),
    asks: z.string(),
    /** Sequences written at a time. */
    slots: z.int().positive(),
    max_new_tokens: z.int().positive(),
    temperature: z.number().min(0),
    top_k: z.int().min(0),
    top_p: z.number().gt(0).max(1),
    seed: z.int(),
  }),
};
export type TrainerCommandName = keyof typeof trainerCommands;
export type TrainerArgs<N extends TrainerCommandName> = z.infer<(typeof trainerCommands)[N]>;

export const TrainerRequest = z.union([
  z.strictObject({ id: z.int(), command: z.literal('features'), args: trainerCommands.features }),
  z.strictObject({ id: z.int(), command: z.literal('train'), args: trainerCommands.train }),
  z.strictObject({ id: z.int(), command: z.literal('generate'), args: trainerCommands.generate }),
  z.strictObject({ id: z.int(), command: z.literal('export'), args: trainerCommands.export }),
  z.strictObject({ id: z.int(), command: z.literal('verify'), args: trainerCommands.verify }),
  z.strictObject({ id: z.int(), command: z.literal('caption'), args: trainerCommands.caption }),
  /** Ends the running command `id` at its next safe point with a `cancelled` event; its resume state is kept. */
  z.strictObject({ id: z.int(), command: z.literal('cancel') }),
]);
export type TrainerRequest = z.infer<typeof TrainerRequest>;

export const GeneratedRow = z.strictObject({
  id: z.int(),
  text: z.string(),
  tokens: z.int(),
  log_probability: z.number(),
  min_log_probability: z.number(),
  truncated: z.boolean(),
});
export type GeneratedRow = z.infer<typeof GeneratedRow>;

export const TrainerEvent = z.discriminatedUnion('event', [
  /** First line after start-up. */
  z.strictObject({
    event: z.literal('ready'),
    protocol: z.int(),
    /** Of the libraries that decide its results, by their names. */
    versions: z.record(z.string(), z.string()),
    device: z.string(),
    threads: z.int(),
  }),
  /** Once a second while alive, also while idle. */
  z.strictObject({ event: z.literal('heartbeat'), memory_bytes: z.int(), peak_memory_bytes: z.int() }),
  /** `done` of `total` items (features: images; generate: prompts; train: optimiser steps of all stages). */
  z.strictObject({
    event: z.literal('progress'),
    id: z.int(),
    done: z.int(),
    total: z.int(),
    rate: z.number(),
    /**
     * Null where there is nothing of the kind. Images that were looked at. Tokens that a training put through the language model, those of the
     * images among them and without padding, since the event before; or that were written, since the request began.
     */
    images_per_second: z.number().nullable(),
    tokens_per_second: z.number().nullable(),
  }),
  /** Images that were left out, with every ask about them. */
  z.strictObject({
    event: z.literal('refused'),
    id: z.int(),
    items: z.array(z.strictObject({ ids: z.array(z.int()), file: z.string(), reason: z.string() })),
  }),
  /** About every 20 optimiser steps; `loss` is the mean since the last such event, `at` counts over all stages. */
  z.strictObject({
    event: z.literal('loss'),
    id: z.int(),
    stage: StageName,
    at: z.int(),
    loss: z.number(),
    held_out: z.number().nullable(),
    learning_rate: z.number(),
    samples_per_second: z.number(),
  }),
  z.strictObject({ event: z.literal('rows'), id: z.int(), rows: z.array(GeneratedRow) }),
  z.strictObject({ event: z.literal('done'), id: z.int(), result: z.record(z.string(), z.unknown()) }),
  z.strictObject({ event: z.literal('cancelled'), id: z.int() }),
  /** `kind`: bad_request, missing_file, damaged_file, out_of_memory, no_space, refused, internal. */
  z.strictObject({ event: z.literal('error'), id: z.int(), kind: z.string(), message: z.string() }),
]);
export type TrainerEvent = z.infer<typeof TrainerEvent>;
