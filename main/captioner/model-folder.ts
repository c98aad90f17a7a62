/** A model folder in the layout that Hugging Face publishes for SmolVLM, checked before anything large is opened. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CaptionerFailure } from './failure.ts';

const TextConfig = z.object({
  hidden_size: z.int().positive(),
  num_hidden_layers: z.int().positive(),
  num_attention_heads: z.int().positive(),
  num_key_value_heads: z.int().positive(),
  head_dim: z.int().positive().nullish(),
  vocab_size: z.int().positive(),
  max_position_embeddings: z.int().positive(),
});
const Config = z.object({
  image_token_id: z.int(),
  eos_token_id: z.union([z.int(), z.array(z.int())]).nullish(),
  scale_factor: z.int().positive(),
  text_config: TextConfig,
  vision_config: z.object({ image_size: z.int().positive(), patch_size: z.int().positive() }),
});

const Preprocessor = z.object({
  do_image_splitting: z.boolean().nullish(),
  size: z.object({ longest_edge: z.int().positive() }),
  max_image_size: z.object({ longest_edge: z.int().positive() }).nullish(),
});

export type Precision = 'fp32' | 'int8';

export interface ModelFolder {
  readonly folder: string;
  /**
   * Paths of the graphs. `published`: the decoder is the hub's, which gives the whole KV cache back; else ours, which gives new rows.
   * `bytes`: the encoder is ours, which takes pixels as they are; else the hub's, which wants them scaled, channel by channel.
   */
  readonly graphs: {
    readonly vision: string;
    readonly bytes: boolean;
    readonly embed: string;
    readonly decoder: string;
    readonly published: boolean;
  };
  readonly tokenizer: { readonly json: object; readonly config: object };
  /** The chat template, in Jinja. */
  readonly template: string;
  readonly imageToken: number;
  readonly ends: ReadonlySet<number>;
  /** Pixels a side of what the encoder sees. */
  readonly imageSize: number;
  /** Pixels of the longer side before a picture is cut into such squares; null where pictures are not cut. */
  readonly cutFrom: number | null;
  /** Visual tokens of such a square. */
  readonly visualTokens: number;
  readonly width: number;
  readonly layers: number;
  readonly cacheHeads: number;
  readonly headWidth: number;
  readonly words: number;
  readonly mostPositions: number;
}

export function openModelFolder(folder: string, precision: Precision): ModelFolder {
  const own = graphIn(folder, 'decoder_new_rows', precision);
  const fromBytes = graphIn(folder, 'vision_encoder_from_bytes', precision);
  const graph = (name: string) =>
    graphIn(folder, name, precision) ?? expected(graphFile(folder, name, precision), 'an ONNX graph');
  const config = parsed(Config, folder, 'config.json');
  const generation = existsSync(join(folder, 'generation_config.json'))
    ? parsed(Config.pick({ eos_token_id: true }), folder, 'generation_config.json')
    : config;
  const processor = parsed(Preprocessor, folder, 'preprocessor_config.json');
  const { text_config: text, vision_config: vision } = config;
  const side = vision.image_size / vision.patch_size / config.scale_factor;
  return {
    folder,
    graphs: {
      vision: fromBytes ?? graph('vision_encoder'),
      bytes: fromBytes !== null,
      embed: graph('embed_tokens'),
      decoder: own ?? graph('decoder_model_merged'),
      published: own === null,
    },
    tokenizer: {
      json: readJson(folder, 'tokenizer.json') as object,
      config: readJson(folder, 'tokenizer_config.json') as object,
    },
    template: templateOf(folder),
    imageToken: config.image_token_id,
    ends: new Set([generation.eos_token_id ?? config.eos_token_id ?? []].flat()),
    imageSize: vision.image_size,
    cutFrom: processor.do_image_splitting ? processor.size.longest_edge : null,
    visualTokens: side * side,
    width: text.hidden_size,
    layers: text.num_hidden_layers,
    cacheHeads: text.num_key_value_heads,
    headWidth: text.head_dim ?? text.hidden_size / text.num_attention_heads,
    words: text.vocab_size,
    mostPositions: text.max_position_embeddings,
  };
}

/** How the hub calls graphs of a precision; eight bits have two names there. */
const suffixes: Record<Precision, readonly string[]> = { fp32: [''], int8: ['_int8', '_quantized'] };

const graphFile = (folder: string, name: string, precision: Precision, which = 0): string =>
  join(folder, 'onnx', `${name}${suffixes[precision][which]}.onnx`);

function graphIn(folder: string, name: string, precision: Precision): string | null {
  const files = suffixes[precision].map((_, which) => graphFile(folder, name, precision, which));
  return files.find((file) => existsSync(file)) ?? null;
}

/** A file of its own since 2025; before, a member of the tokenizer's settings. */
function templateOf(folder: string): string {
  const file = join(folder, 'chat_template.jinja');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const { chat_template } = readJson(folder, 'tokenizer_config.json') as { chat_template?: unknown };
  if (typeof chat_template === 'string') return chat_template;
  throw new CaptionerFailure(`${file} is missing, and tokenizer_config.json has no chat_template either.`);
}

function expected(file: string, what: string): string {
  if (!existsSync(file)) throw new CaptionerFailure(`${file} is missing: ${what} is expected there.`);
  return file;
}

function readJson(folder: string, name: string): unknown {
  const file = expected(join(folder, name), 'a JSON file');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CaptionerFailure(`${file} is not JSON: ${(error as Error).message}`);
  }
}

function parsed<T>(schema: z.ZodType<T>, folder: string, name: string): T {
  const result = schema.safeParse(readJson(folder, name));
  if (result.success) return result.data;
  const first = result.error.issues[0];
  throw new CaptionerFailure(
    `${join(folder, name)} is no SmolVLM's: ${first?.path.join('.') || 'the file'}: ${first?.message}.`,
  );
}
