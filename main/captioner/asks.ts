/** The file of what is asked, and the pictures it is asked about. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { AskLine } from '../../shared/trainer-protocol.ts';
import { decodeImages } from '../engine/formats/pixels.ts';
import type { Picture } from './caption.ts';
import { CaptionerFailure } from './failure.ts';
import type { Text } from './text.ts';

export interface ImageAsks {
  readonly file: string;
  readonly asks: readonly { readonly id: number; readonly prompt: readonly number[] }[];
}

export interface Refusal {
  readonly ids: readonly number[];
  readonly file: string;
  readonly reason: string;
}

/** Neighbouring lines about one file are one image. Equal prompts are tokenised once. */
export async function readAsks(file: string, text: Text): Promise<ImageAsks[]> {
  const images: { file: string; asks: { id: number; prompt: readonly number[] }[] }[] = [];
  const prompts = new Map<string, readonly number[]>();
  let line = 0;
  for await (const content of createInterface({ input: createReadStream(file, 'utf8') })) {
    line++;
    const { id, file: image, prompt } = parsed(content, file, line);
    const known = prompts.get(prompt) ?? text.prompt(prompt);
    prompts.set(prompt, known);
    if (images.at(-1)?.file !== image) images.push({ file: image, asks: [] });
    images.at(-1)?.asks.push({ id, prompt: known });
  }
  return images;
}

function parsed(content: string, file: string, line: number): AskLine {
  try {
    return AskLine.parse(JSON.parse(content));
  } catch (error) {
    throw new CaptionerFailure(
      `${file}, line ${line} is not {id, file, prompt}: ${(error as Error).message}`,
    );
  }
}

/** Decodes ahead of the model, on cores of its own where there are some; what cannot be read is told and left out. */
export async function* pictures(
  images: readonly ImageAsks[],
  { size, signal, refused }: { size: number; signal: AbortSignal; refused: (refusal: Refusal) => void },
): AsyncGenerator<Picture> {
  for await (const decoded of decodeImages(images, { size, signal })) {
    const { file, asks } = decoded.item;
    if (decoded.ok) yield { pixels: decoded.pixels, asks };
    else refused({ ids: asks.map(({ id }) => id), file, reason: decoded.reason });
  }
}
