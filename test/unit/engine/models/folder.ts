/** A model folder in the hub's layout without any weights in it: headers say what there would be, and the file is as long (and sparse). */
import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type ModelShape, shapeOf } from '../../../../main/engine/models/shape.ts';
import { tensorsOf } from '../../../../main/engine/models/tensors.ts';
import { temporaryFolder } from '../../../temporary.ts';

/** As HuggingFaceTB/SmolVLM-256M-Instruct has it, without what nobody reads here. */
export const smolvlm256 = {
  architectures: ['Idefics3ForConditionalGeneration'],
  image_token_id: 49190,
  model_type: 'idefics3',
  scale_factor: 4,
  text_config: {
    head_dim: 64,
    hidden_size: 576,
    intermediate_size: 1536,
    max_position_embeddings: 8192,
    model_type: 'llama',
    num_attention_heads: 9,
    num_hidden_layers: 30,
    num_key_value_heads: 3,
    rms_norm_eps: 1e-5,
    rope_theta: 100000,
    vocab_size: 49280,
  },
  tie_word_embeddings: false,
  torch_dtype: 'bfloat16',
  vision_config: {
    hidden_size: 768,
    image_size: 512,
    intermediate_size: 3072,
    model_type: 'idefics3',
    num_attention_heads: 12,
    patch_size: 16,
  },
};

export type Written = Record<string, unknown>;

interface Changes {
  readonly config?: (config: typeof smolvlm256) => unknown;
  /** Of tensors by name; null leaves one out. */
  readonly tensors?: Record<string, readonly number[] | null>;
  readonly dtype?: string;
  readonly tokenizer?: unknown;
  readonly without?: readonly string[];
}

export function modelFolder(changes: Changes = {}): string {
  const folder = join(temporaryFolder('model'), 'SmolVLM-256M-Instruct');
  mkdirSync(folder);
  const write = (name: string, value: unknown) => {
    if (!changes.without?.includes(name)) writeFileSync(join(folder, name), JSON.stringify(value));
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(smolvlm256));
  const shape = shapeOf(folder);
  writeFileSync(join(folder, 'config.json'), '');
  write('config.json', (changes.config ?? ((same) => same))(structuredClone(smolvlm256)));
  write('chat_template.json', { chat_template: '{{ messages }}' });
  write(
    'tokenizer.json',
    changes.tokenizer ?? { added_tokens: [{ id: 49190, content: '<image>', special: true }] },
  );
  if (!changes.without?.includes('model.safetensors')) {
    weights(join(folder, 'model.safetensors'), tensorsWith(shape, changes), changes.dtype ?? 'BF16');
  }
  return folder;
}

export function tensorsWith(
  shape: ModelShape,
  { tensors = {} }: Changes = {},
): [string, readonly number[]][] {
  return [...tensorsOf(shape)].flatMap(([name, sides]): [string, readonly number[]][] => {
    const changed = tensors[name];
    return changed === null ? [] : [[name, changed ?? sides]];
  });
}

export function weights(file: string, tensors: [string, readonly number[]][], dtype = 'BF16'): void {
  const each = { BF16: 2, F32: 4, I8: 1 }[dtype] as number;
  const header: Written = { __metadata__: { format: 'pt' } };
  let at = 0;
  for (const [name, shape] of tensors) {
    const bytes = shape.reduce((product, side) => product * side, each);
    header[name] = { dtype, shape, data_offsets: [at, at + bytes] };
    at += bytes;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, length);
  writeSync(descriptor, text);
  ftruncateSync(descriptor, 8 + text.length + at);
  closeSync(descriptor);
}
