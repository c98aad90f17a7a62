/** How well a text fits a picture: cosine of their embeddings by a CLIP-class model (Radford et al. 2021) on ONNX Runtime. */
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { openPicture, pictureFault } from '../engine/formats/open-picture.ts';
import { ClipFailure, type ClipFolder } from './folder.ts';

export interface ClipModel {
  /** -1..1; or why the picture cannot be judged. */
  similarity(file: string, text: string): Promise<{ similarity: number } | { refused: string }>;
}

export async function openClipModel(folder: ClipFolder, threads: number): Promise<ClipModel> {
  const options = { intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 3 as const };
  const vision = await InferenceSession.create(folder.vision, options);
  const text = await InferenceSession.create(folder.text, options);
  const tokenizer = new Tokenizer(folder.tokenizer.json, folder.tokenizer.config);
  return {
    async similarity(file, said) {
      const pixels = await pixelsOf(file, folder);
      if ('refused' in pixels) return pixels;
      const shape = [1, 3, folder.height, folder.width];
      const image = await embedding(
        vision,
        { pixel_values: new Tensor('float32', pixels.values, shape) },
        'image_embeds',
      );
      const words = await embedding(text, textInputs(tokenizer, text, said, folder), 'text_embeds');
      if (image.length !== words.length) {
        throw new ClipFailure(
          `The model's pictures have ${image.length} numbers, its texts ${words.length}: its two graphs are not of one model.`,
        );
      }
      return { similarity: cosine(image, words) };
    },
  };
}

/** Red, green, blue planes by the model's mean and deviation. */
async function pixelsOf(
  file: string,
  { width, height, cut, mean, deviation }: ClipFolder,
): Promise<{ values: Float32Array } | { refused: string }> {
  const opened = await openPicture(file);
  if ('refused' in opened) return opened;
  try {
    const { data, info } = await opened.image
      .flatten({ background: '#ffffff' })
      .resize(width, height, { fit: cut ? 'cover' : 'fill', kernel: 'cubic' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) return { refused: `the picture has ${info.channels} channels instead of 3` };
    const area = width * height;
    const values = new Float32Array(3 * area);
    for (let plane = 0; plane < 3; plane++) {
      const [m, d] = [mean[plane] as number, deviation[plane] as number];
      for (let i = 0; i < area; i++) {
        values[plane * area + i] = ((data[i * 3 + plane] as number) / 255 - m) / d;
      }
    }
    return { values };
  } catch (error) {
    return { refused: pictureFault(error as Error) };
  }
}

/** Cut where the model has no more places, its closing mark kept. */
function textInputs(
  tokenizer: Tokenizer,
  { inputNames }: InferenceSession,
  text: string,
  { longestText, fills, tokenizer: { config } }: ClipFolder,
): Record<string, Tensor> {
  const ids: number[] = tokenizer.encode(text).ids;
  const kept = ids.length > longestText ? [...ids.slice(0, longestText - 1), ids.at(-1) as number] : ids;
  const padding = fills ? padIdOf(tokenizer, config) : 0;
  const filled = fills ? [...kept, ...Array<number>(longestText - kept.length).fill(padding)] : kept;
  const numbers = (values: readonly number[]) =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  return {
    input_ids: numbers(filled),
    ...(inputNames.includes('attention_mask')
      ? { attention_mask: numbers(filled.map((_: number, i: number) => (i < kept.length ? 1 : 0))) }
      : {}),
  };
}

function padIdOf(tokenizer: Tokenizer, config: object): number {
  const mark = (config as { pad_token?: unknown }).pad_token;
  const id = typeof mark === 'string' ? tokenizer.token_to_id(mark) : undefined;
  if (id === undefined) throw new ClipFailure('The tokenizer of the model has no padding token.');
  return id;
}

async function embedding(
  session: InferenceSession,
  inputs: Record<string, Tensor>,
  name: string,
): Promise<Float32Array> {
  const output = [name, 'pooler_output'].find((one) => session.outputNames.includes(one));
  if (!output) throw new ClipFailure(`A graph of the model has no output ${name} or pooler_output.`);
  const results = await session.run(inputs, [output]);
  return (results[output] as Tensor).data as Float32Array;
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [product, first, second] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    product += x * y;
    first += x * x;
    second += y * y;
  }
  return first === 0 || second === 0 ? 0 : product / Math.sqrt(first * second);
}
