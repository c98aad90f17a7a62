/** The three sessions of a model on onnxruntime-node. Never inside Electron, where they crash. */
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { CaptionerFailure } from './failure.ts';
import { mergedDecoder } from './merged-decoder.ts';
import type { ModelFolder } from './model-folder.ts';

/** One pass of the language model; inputs and outputs as squared_trainer/export.py has them for `decoder_new_rows.onnx`. */
export interface DecoderGraph {
  readonly outputNames: readonly string[];
  run(feeds: Record<string, Tensor>, outputs: readonly string[]): Promise<Record<string, Tensor>>;
}

export interface Sessions {
  readonly vision: InferenceSession;
  readonly embed: InferenceSession;
  readonly decoder: DecoderGraph;
}

export async function openSessions(model: ModelFolder, threads: number): Promise<Sessions> {
  const { graphs } = model;
  return {
    vision: await open(
      graphs.vision,
      threads,
      [graphs.bytes ? 'pixels' : 'pixel_values'],
      ['image_features'],
    ),
    embed: await open(graphs.embed, threads, ['input_ids'], ['inputs_embeds']),
    decoder: graphs.published
      ? await openPublished(graphs.decoder, model, threads)
      : await openOwn(graphs.decoder, model, threads),
  };
}

async function openOwn(file: string, model: ModelFolder, threads: number): Promise<DecoderGraph> {
  const session = await open(file, threads, ['inputs_embeds', 'past_bias'], ['logits', 'best_token']);
  checkLayers(file, session, /^past\.\d+\.key$/, model.layers);
  checkCache(file, session);
  checkWords(file, session, model);
  return {
    outputNames: session.outputNames,
    run: async (feeds, outputs) => (await session.run(feeds, [...outputs])) as Record<string, Tensor>,
  };
}

async function openPublished(file: string, model: ModelFolder, threads: number): Promise<DecoderGraph> {
  const inputs = ['inputs_embeds', 'attention_mask'];
  const session = await open(file, threads, inputs, ['logits', 'present.0.key']);
  checkLayers(file, session, /^past_key_values\.\d+\.key$/, model.layers);
  checkWords(file, session, model);
  return mergedDecoder(session, model);
}

function checkLayers(file: string, { inputNames }: InferenceSession, cache: RegExp, layers: number): void {
  const found = inputNames.filter((name) => cache.test(name)).length;
  if (found === layers) return;
  throw new CaptionerFailure(
    `${file} has ${found} layers; config.json beside it names ${layers}. They are not of one model.`,
  );
}

/** Until November 2026 the cache was exported without a place for the heads that share a key. */
function checkCache(file: string, { inputMetadata }: InferenceSession): void {
  const key = inputMetadata.find(({ name }) => name === 'past.0.key');
  if (key?.isTensor && key.shape.length === 5) return;
  throw new CaptionerFailure(`${file} is of an earlier version: do its export again.`);
}

/** A tokenizer of another model is known by its words, and what those are config.json says. */
function checkWords(file: string, { outputMetadata }: InferenceSession, { words }: ModelFolder): void {
  const logits = outputMetadata.find(({ name }) => name === 'logits');
  const known = logits?.isTensor ? logits.shape.at(-1) : undefined;
  if (typeof known !== 'number' || known === words) return;
  throw new CaptionerFailure(
    `${file} knows ${known} tokens; config.json beside it names ${words}. They are not of one model.`,
  );
}

async function open(
  file: string,
  threads: number,
  inputs: readonly string[],
  outputs: readonly string[],
): Promise<InferenceSession> {
  let session: InferenceSession;
  try {
    session = await InferenceSession.create(file, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // Errors only: warnings about nodes left on the CPU say nothing where there is nothing else.
      logSeverityLevel: 3,
    });
  } catch (error) {
    throw new CaptionerFailure(`${file} could not be opened: ${(error as Error).message}`);
  }
  const absent = [
    ...inputs.filter((name) => !session.inputNames.includes(name)).map((name) => `input ${name}`),
    ...outputs.filter((name) => !session.outputNames.includes(name)).map((name) => `output ${name}`),
  ];
  if (absent.length === 0) return session;
  throw new CaptionerFailure(`${file} has no ${absent.join(' and no ')}: it is not the graph its name says.`);
}
