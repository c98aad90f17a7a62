/** Pictures to visual tokens. */
import { Tensor } from 'onnxruntime-node';
import type { Job } from './forward.ts';
import type { ModelFolder } from './model-folder.ts';
import { release } from './release.ts';
import type { Sessions } from './sessions.ts';

/** A picture with what is asked about it. */
export interface Picture {
  /** What the encoder sees of it, in the prompt's order: size x size x 3 bytes each. */
  readonly squares: readonly Uint8Array[];
  readonly asks: readonly Omit<Job, 'visual'>[];
}

/** Runs the encoder over every square of the pictures, one after the other as rows of a batch. */
export async function encode(
  model: ModelFolder,
  { vision }: Sessions,
  batch: readonly Picture[],
): Promise<Job[]> {
  const { visualTokens, width } = model;
  const squares = batch.flatMap((picture) => picture.squares);
  const feeds = model.graphs.bytes ? asBytes(squares, model) : scaled(squares, model, vision.inputNames);
  const { image_features } = await vision.run(feeds, ['image_features']);
  release(...Object.values(feeds).map((feed) => feed.data as Uint8Array | Float32Array));
  const features = (image_features as Tensor).data as Float32Array;
  const each = visualTokens * width;
  let seen = 0;
  return batch.flatMap(({ squares: own, asks }) => {
    const visual = features.subarray(seen * each, (seen + own.length) * each);
    seen += own.length;
    return asks.map((ask) => ({ ...ask, visual }));
  });
}

type Feeds = Record<string, Tensor>;

/** As our own encoder takes them. */
function asBytes(squares: readonly Uint8Array[], { imageSize: size }: ModelFolder): Feeds {
  const values = new Uint8Array(squares.length * size * size * 3);
  for (const [row, pixels] of squares.entries()) values.set(pixels, row * pixels.length);
  return { pixels: new Tensor('uint8', values, [squares.length, size, size, 3]) };
}

/** As a published encoder takes them. */
function scaled(
  squares: readonly Uint8Array[],
  { imageSize: size }: ModelFolder,
  inputNames: readonly string[],
): Feeds {
  const plane = size * size;
  const values = new Float32Array(squares.length * 3 * plane);
  for (const [row, pixels] of squares.entries()) {
    for (let channel = 0; channel < 3; channel++) {
      const start = (row * 3 + channel) * plane;
      // SigLIP's processor: mean and deviation one half.
      for (let i = 0; i < plane; i++) values[start + i] = (pixels[i * 3 + channel] as number) * (2 / 255) - 1;
    }
  }
  const feeds: Feeds = {
    pixel_values: new Tensor('float32', values, [squares.length, 1, 3, size, size]),
  };
  if (inputNames.includes('pixel_attention_mask')) {
    const whole = new Uint8Array(squares.length * plane).fill(1);
    feeds.pixel_attention_mask = new Tensor('bool', whole, [squares.length, 1, size, size]);
  }
  return feeds;
}
