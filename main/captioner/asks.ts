/** The file of what is asked, and the pictures it is asked about. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { AskLine } from '../../shared/trainer-protocol.ts';
import { decodeImages } from '../engine/formats/pixels.ts';
import { type Grid, gridOf, uncut } from '../engine/formats/squares.ts';
import type { Picture } from './encode.ts';
import { CaptionerFailure } from './failure.ts';
import type { ModelFolder } from './model-folder.ts';
import type { Text } from './text.ts';

export interface ImageAsks {
  readonly file: string;
  readonly asks: readonly AskLine[];
}

export interface Refusal {
  readonly ids: readonly number[];
  readonly file: string;
  readonly reason: string;
}

/** Neighbouring lines about one file are one image. */
export async function readAsks(file: string): Promise<ImageAsks[]> {
  const images: { file: string; asks: AskLine[] }[] = [];
  let line = 0;
  for await (const content of createInterface({ input: createReadStream(file, 'utf8') })) {
    line++;
    const ask = parsed(content, file, line);
    if (images.at(-1)?.file !== ask.file) images.push({ file: ask.file, asks: [] });
    images.at(-1)?.asks.push(ask);
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

/** Tokens of the longest prompt, for a picture cut as finely as the model's folder has it. */
export function mostPromptTokens(
  images: readonly ImageAsks[],
  text: Text,
  { cutFrom, imageSize }: ModelFolder,
): number {
  const finest = cutFrom === null ? uncut : gridOf(1, 1, cutFrom, imageSize);
  const prompts = new Set(images.flatMap(({ asks }) => asks.map(({ prompt }) => prompt)));
  return [...prompts].reduce((most, prompt) => Math.max(most, text.prompt(prompt, finest).length), 0);
}

/** Decodes ahead of the model, on cores of its own where there are some; what cannot be read is told and left out. */
export async function* pictures(
  images: AsyncIterable<ImageAsks> | Iterable<ImageAsks>,
  text: Text,
  {
    model: { imageSize, cutFrom },
    signal,
    refused,
  }: { model: ModelFolder; signal: AbortSignal; refused: (refusal: Refusal) => void },
): AsyncGenerator<Picture> {
  // The same few prompts come again and again.
  const prompts = new Map<string, readonly number[]>();
  const encoded = (prompt: string, grid: Grid): readonly number[] => {
    const name = `${grid.rows} ${grid.columns} ${prompt}`;
    const ids = prompts.get(name) ?? text.prompt(prompt, grid);
    prompts.set(name, ids);
    return ids;
  };
  for await (const decoded of decodeImages(images, { size: imageSize, cutFrom, signal })) {
    const { file, asks } = decoded.item;
    if (decoded.ok) {
      const { squares, pixels, grid, sha256 } = decoded;
      yield {
        squares: [...squares, pixels],
        asks: asks.map(({ id, prompt }) => ({
          id,
          prompt: encoded(prompt, grid),
          name: `${sha256}/${prompt}`,
        })),
      };
    } else refused({ ids: asks.map(({ id }) => id), file, reason: decoded.reason });
  }
}
