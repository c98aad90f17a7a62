/**
 * What a model is, from its config.json: SmolVLM's or Idefics3's encoder (SigLIP), pixel shuffle and projector, and a Llama-type language
 * model. Members that a config leaves out are Transformers' defaults (Idefics3Config, Idefics3VisionConfig, LlamaConfig).
 */
import { z } from 'zod';
import { ModelFault } from './fault.ts';
import { readJson } from './read.ts';

export const architectures = ['SmolVLMForConditionalGeneration', 'Idefics3ForConditionalGeneration'] as const;
export type Architecture = (typeof architectures)[number];

export interface ModelShape {
  readonly architecture: Architecture;
  /** Side lengths in pixels. */
  readonly imageSize: number;
  readonly patchSize: number;
  /** So many patches a side become one visual token. */
  readonly scale: number;
  readonly vision: { readonly width: number; readonly inner: number; readonly layers: number };
  readonly text: {
    readonly width: number;
    readonly inner: number;
    readonly layers: number;
    readonly heads: number;
    /** Heads of keys and values. */
    readonly shared: number;
    readonly headWidth: number;
    readonly words: number;
    readonly positions: number;
  };
  /** Whether the output layer is the word embeddings themselves. */
  readonly tied: boolean;
  readonly imageToken: number;
}

export const patchesOf = ({ imageSize, patchSize }: ModelShape): number =>
  Math.floor(imageSize / patchSize) ** 2;
export const visualTokensOf = ({ imageSize, patchSize, scale }: ModelShape): number =>
  Math.floor(Math.floor(imageSize / patchSize) / scale) ** 2;
/** Numbers that the projector reads for each visual token. */
export const featureWidthOf = ({ vision, scale }: ModelShape): number => vision.width * scale ** 2;

const size = z.int().positive().max(1_000_000);
const layers = z.int().positive().max(1000);

const Config = z.object({
  architectures: z.array(z.string()).nullish(),
  model_type: z.string().nullish(),
  image_token_id: size,
  scale_factor: z.int().positive().max(64).default(2),
  tie_word_embeddings: z.boolean().nullish(),
  quantization_config: z.unknown().optional(),
  text_config: z.object({
    model_type: z.string().nullish(),
    hidden_size: size,
    intermediate_size: size,
    num_hidden_layers: layers,
    num_attention_heads: size,
    num_key_value_heads: size.nullish(),
    head_dim: size.nullish(),
    vocab_size: size.max(10_000_000),
    max_position_embeddings: size.max(10_000_000).default(2048),
    hidden_act: z.string().default('silu'),
    attention_bias: z.boolean().nullish(),
    mlp_bias: z.boolean().nullish(),
  }),
  vision_config: z.object({
    model_type: z.string().nullish(),
    hidden_size: size.default(1152),
    intermediate_size: size.default(3072),
    num_hidden_layers: layers.default(12),
    num_attention_heads: size.default(16),
    image_size: z.int().min(32).max(4096).default(224),
    patch_size: z.int().positive().max(256).default(32),
    hidden_act: z.string().default('gelu_pytorch_tanh'),
  }),
});

const ours = 'Use a SmolVLM, SmolVLM2 or Idefics3: their layout is what is trained here.';

/** Throws a ModelFault that names what is another kind of model. */
export function shapeOf(folder: string): ModelShape {
  const written = readJson(folder, 'config.json');
  const architecture = architectureOf(folder, written);
  const parsed = Config.safeParse(written);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    throw new ModelFault(
      `${folder}/config.json is no ${architecture}'s: ${first?.path.join('.') || 'the file'}: ${first?.message}.`,
      'Use the config.json that came with the weights.',
    );
  }
  const { text_config: text, vision_config: vision, ...config } = parsed.data;
  const refuse = (what: string): never => {
    throw new ModelFault(`${folder}/config.json: ${what}.`, ours);
  };
  if (config.quantization_config) {
    throw new ModelFault(
      `${folder} holds quantised weights, which cannot be trained.`,
      'Download the model in bfloat16 or single precision.',
    );
  }
  if (text.model_type && text.model_type !== 'llama')
    refuse(`its language model is a ${text.model_type}, not of Llama's kind`);
  if (vision.model_type && !/^(idefics3|smolvlm|siglip)/.test(vision.model_type))
    refuse(`its encoder is a ${vision.model_type}, not of SigLIP's kind`);
  if (text.hidden_act !== 'silu') refuse(`its language model has ${text.hidden_act} where Llama has silu`);
  if (vision.hidden_act !== 'gelu_pytorch_tanh')
    refuse(`its encoder has ${vision.hidden_act} where SigLIP has gelu_pytorch_tanh`);
  if (text.attention_bias || text.mlp_bias) refuse('its language model has biases, which Llama has not');
  const heads = text.num_attention_heads;
  const shared = text.num_key_value_heads ?? heads;
  const headWidth = text.head_dim ?? text.hidden_size / heads;
  if (heads % shared !== 0) refuse(`${heads} heads cannot share ${shared} of keys and values`);
  if (!Number.isInteger(headWidth) || headWidth % 2 !== 0)
    refuse(`heads of ${headWidth} numbers cannot be rotated`);
  if (vision.hidden_size % vision.num_attention_heads !== 0)
    refuse(`an encoder of ${vision.hidden_size} has no ${vision.num_attention_heads} heads`);
  const side = Math.floor(vision.image_size / vision.patch_size);
  if (side === 0 || side % config.scale_factor !== 0)
    refuse(`${side} patches a side cannot be put together by ${config.scale_factor}`);
  return {
    architecture,
    imageSize: vision.image_size,
    patchSize: vision.patch_size,
    scale: config.scale_factor,
    vision: { width: vision.hidden_size, inner: vision.intermediate_size, layers: vision.num_hidden_layers },
    text: {
      width: text.hidden_size,
      inner: text.intermediate_size,
      layers: text.num_hidden_layers,
      heads,
      shared,
      headWidth,
      words: text.vocab_size,
      positions: text.max_position_embeddings,
    },
    tied: config.tie_word_embeddings ?? false,
    imageToken: config.image_token_id,
  };
}

/** Transformers opens a folder by its `model_type`. */
function architectureOf(folder: string, config: Record<string, unknown>): Architecture {
  const named = Array.isArray(config.architectures) ? String(config.architectures[0]) : null;
  const byType = { smolvlm: architectures[0], idefics3: architectures[1] }[String(config.model_type)];
  const known = architectures.find((name) => name === named);
  if (byType && (named === null || known)) return byType;
  throw new ModelFault(
    `${folder} holds a ${named ?? config.model_type ?? 'model without a name'}, which cannot be trained here.`,
    ours,
  );
}
