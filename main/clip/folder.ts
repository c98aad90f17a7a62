/**
 * A CLIP-class model in the layout of Transformers.js: `onnx/vision_model.onnx` and `onnx/text_model.onnx` (or beside config.json),
 * config.json, preprocessor_config.json, tokenizer.json, tokenizer_config.json. Nothing but ONNX and JSON is opened.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readPlainFile, utf8Of } from '../engine/formats/plain-file.ts';

const Square = z.object({ height: z.int().positive().max(4096), width: z.int().positive().max(4096) });
const Preprocessor = z.object({
  size: z.union([z.object({ shortest_edge: z.int().positive().max(4096) }), Square]),
  crop_size: Square.optional(),
  do_center_crop: z.boolean().optional(),
  image_mean: z.tuple([z.number(), z.number(), z.number()]),
  image_std: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
});
const Config = z.object({
  model_type: z.string(),
  text_config: z.object({ max_position_embeddings: z.int().min(2).max(8192).optional() }).optional(),
});

export interface ClipFolder {
  readonly vision: string;
  readonly text: string;
  readonly tokenizer: { readonly json: object; readonly config: object };
  readonly width: number;
  readonly height: number;
  /** Whether the picture is cut to this shape, or squeezed into it. */
  readonly cut: boolean;
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
  readonly longestText: number;
  /** SigLIP's text encoder has only ever seen texts that fill all places. */
  readonly fills: boolean;
}

/** A model that cannot be used, in words. */
export class ClipFailure extends Error {
  override readonly name = 'ClipFailure';
}

/** What CLIP itself was trained with, where a configuration does not say. */
const usualLength = 77;

export async function openClipFolder(folder: string): Promise<ClipFolder> {
  const config = await parsed(join(folder, 'config.json'), Config);
  const pictures = await parsed(join(folder, 'preprocessor_config.json'), Preprocessor);
  const isCut = 'shortest_edge' in pictures.size;
  const shape = isCut ? pictures.crop_size : pictures.size;
  const side = 'shortest_edge' in pictures.size ? pictures.size.shortest_edge : 0;
  const { height, width } = shape && 'height' in shape ? shape : { height: side, width: side };
  return {
    vision: graph(folder, 'vision_model.onnx'),
    text: graph(folder, 'text_model.onnx'),
    tokenizer: {
      json: await parsed(join(folder, 'tokenizer.json'), z.looseObject({})),
      config: await parsed(join(folder, 'tokenizer_config.json'), z.looseObject({})),
    },
    height,
    width,
    cut: isCut,
    mean: pictures.image_mean,
    deviation: pictures.image_std,
    longestText: config.text_config?.max_position_embeddings ?? usualLength,
    fills: config.model_type.startsWith('siglip'),
  };
}

function graph(folder: string, name: string): string {
  const found = [join(folder, 'onnx', name), join(folder, name)].find((file) => existsSync(file));
  if (found) return found;
  throw new ClipFailure(`${folder} has no onnx/${name}.`);
}

async function parsed<T extends z.ZodType>(file: string, schema: T): Promise<z.output<T>> {
  const read = await readPlainFile(file, 64e6);
  if ('refused' in read) throw new ClipFailure(`${file}: ${read.refused}.`);
  let value: unknown;
  try {
    value = JSON.parse(utf8Of(read.bytes) ?? '');
  } catch {
    throw new ClipFailure(`${file} is not JSON.`);
  }
  const checked = schema.safeParse(value);
  if (!checked.success) throw new ClipFailure(`${file}: ${z.prettifyError(checked.error)}`);
  return checked.data;
}
