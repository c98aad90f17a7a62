/** The weights that a shape asks for, by the names that Transformers gives them, in the order in which they are computed with. Pure. */
import { featureWidthOf, type ModelShape, patchesOf } from './shape.ts';

export type Tensors = ReadonlyMap<string, readonly number[]>;

export type Part = 'encoder' | 'projector' | 'lm';

export function tensorsOf(shape: ModelShape): Map<string, readonly number[]> {
  return new Map([...encoderOf(shape), ...projectorOf(shape), ...languageOf(shape)]);
}

/** Numbers in the weights of a part; an output layer of its own is part of the LM. */
export function parametersOf(shape: ModelShape, part: Part | null = null): number {
  const parts = { encoder: encoderOf, projector: projectorOf, lm: languageOf };
  const tensors = part === null ? tensorsOf(shape) : parts[part](shape);
  return [...tensors].reduce((sum, [, sides]) => sum + sides.reduce((product, side) => product * side, 1), 0);
}

type Entries = [string, readonly number[]][];

function encoderOf(shape: ModelShape): Entries {
  const { width, inner, layers } = shape.vision;
  const at = 'model.vision_model';
  return [
    [`${at}.embeddings.patch_embedding.weight`, [width, 3, shape.patchSize, shape.patchSize]],
    [`${at}.embeddings.patch_embedding.bias`, [width]],
    [`${at}.embeddings.position_embedding.weight`, [patchesOf(shape), width]],
    ...Array.from({ length: layers }, (_, layer) => {
      const of = `${at}.encoder.layers.${layer}`;
      return [
        ...norm(`${of}.layer_norm1`, width),
        ...['q_proj', 'k_proj', 'v_proj', 'out_proj'].flatMap((name) =>
          linear(`${of}.self_attn.${name}`, width, width),
        ),
        ...norm(`${of}.layer_norm2`, width),
        ...linear(`${of}.mlp.fc1`, inner, width),
        ...linear(`${of}.mlp.fc2`, width, inner),
      ];
    }).flat(),
    ...norm(`${at}.post_layernorm`, width),
  ];
}

const projectorOf = (shape: ModelShape): Entries => [
  ['model.connector.modality_projection.proj.weight', [shape.text.width, featureWidthOf(shape)]],
];

function languageOf({ text, tied }: ModelShape): Entries {
  const { width, inner, layers, heads, shared, headWidth, words } = text;
  const at = 'model.text_model';
  return [
    [`${at}.embed_tokens.weight`, [words, width]],
    ...Array.from({ length: layers }, (_, layer): Entries => {
      const of = `${at}.layers.${layer}`;
      return [
        [`${of}.input_layernorm.weight`, [width]],
        [`${of}.self_attn.q_proj.weight`, [heads * headWidth, width]],
        [`${of}.self_attn.k_proj.weight`, [shared * headWidth, width]],
        [`${of}.self_attn.v_proj.weight`, [shared * headWidth, width]],
        [`${of}.self_attn.o_proj.weight`, [width, heads * headWidth]],
        [`${of}.post_attention_layernorm.weight`, [width]],
        [`${of}.mlp.gate_proj.weight`, [inner, width]],
        [`${of}.mlp.up_proj.weight`, [inner, width]],
        [`${of}.mlp.down_proj.weight`, [width, inner]],
      ];
    }).flat(),
    [`${at}.norm.weight`, [width]],
    ...(tied ? [] : ([['lm_head.weight', [words, width]]] as Entries)),
  ];
}

const norm = (name: string, width: number): Entries => [
  [`${name}.weight`, [width]],
  [`${name}.bias`, [width]],
];

const linear = (name: string, out: number, into: number): Entries => [
  [`${name}.weight`, [out, into]],
  [`${name}.bias`, [out]],
];
