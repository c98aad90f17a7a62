/** The three sessions of a model on onnxruntime-node. Never inside Electron, where they crash. */
import { InferenceSession } from 'onnxruntime-node';
import { CaptionerFailure } from './failure.ts';
import type { ModelFolder } from './model-folder.ts';

export interface Sessions {
  readonly vision: InferenceSession;
  readonly embed: InferenceSession;
  readonly decoder: InferenceSession;
}

export async function openSessions({ graphs, layers }: ModelFolder, threads: number): Promise<Sessions> {
  const sessions: Sessions = {
    vision: await open(graphs.vision, threads, ['pixel_values'], ['image_features']),
    embed: await open(graphs.embed, threads, ['input_ids'], ['inputs_embeds']),
    decoder: await open(graphs.decoder, threads, ['inputs_embeds', 'past_bias'], ['logits', 'best_token']),
  };
  const found = sessions.decoder.inputNames.filter((name) => /^past\.\d+\.key$/.test(name)).length;
  if (found !== layers) {
    throw new CaptionerFailure(
      `${graphs.decoder} has ${found} layers; config.json beside it names ${layers}. They are not of one model.`,
    );
  }
  return sessions;
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
