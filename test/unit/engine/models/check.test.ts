/** Folders as models: the real SmolVLM-256M's figures, and every way in which a folder may be none. */
import { existsSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkModel } from '../../../../main/engine/models/check.ts';
import { ModelFault } from '../../../../main/engine/models/fault.ts';
import { inspectModel } from '../../../../main/engine/models/inspect.ts';
import { planOfDocument } from '../../../../main/engine/plan/document.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { modelFolder, tensorsWith, weights } from './folder.ts';

function faultOf(folder: string): string {
  try {
    checkModel(folder);
  } catch (error) {
    expect(error).toBeInstanceOf(ModelFault);
    expect((error as ModelFault).cure).not.toBe('');
    return (error as Error).message;
  }
  throw new Error('The folder was taken.');
}

test('SmolVLM-256M is what its card says', () => {
  const found = inspectModel(modelFolder());
  expect(found).toMatchObject({
    state: 'usable',
    architecture: 'Idefics3ForConditionalGeneration',
    imageSize: 512,
    visualTokens: 64,
    vocabulary: 49280,
    bytesPerImage: { pixels: 512 * 512 * 3, features: 64 * 12288 * 2 },
  });
  if (found.state !== 'usable') throw new Error(found.what);
  expect(found.parameters).toBe(256_484_928);
  // Weights four times over for what learns, once for the encoder.
  expect(found.memory.training).toBeGreaterThan(16 * found.learning);
  expect(found.memory.captioning).toBeGreaterThan(4 * found.parameters);
  expect(found.memory.captioning).toBeLessThan(found.memory.training);
});

test('pico is a model like any other', () => {
  expect(inspectModel('pico')).toMatchObject({
    state: 'usable',
    architecture: 'SmolVLMForConditionalGeneration',
    imageSize: 96,
    visualTokens: 36,
    vocabulary: 1065,
  });
});

test('weights in several files are found by their index, and links are followed as the hub’s cache has them', () => {
  const folder = modelFolder({ without: ['model.safetensors'] });
  const all = tensorsWith(checkedShape());
  const parts = [all.slice(0, 50), all.slice(50)];
  const map: Record<string, string> = {};
  const blobs = temporaryFolder('blobs');
  for (const [at, part] of parts.entries()) {
    const name = `model-0000${at + 1}-of-00002.safetensors`;
    weights(join(blobs, String(at)), part);
    symlinkSync(join(blobs, String(at)), join(folder, name));
    for (const [tensor] of part) map[tensor] = name;
  }
  writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify({ weight_map: map }));
  expect(checkModel(folder).imageSize).toBe(512);
  rmSync(join(folder, 'model-00002-of-00002.safetensors'));
  expect(faultOf(folder)).toContain('model-00002-of-00002.safetensors is missing');
  writeFileSync(
    join(folder, 'model.safetensors.index.json'),
    JSON.stringify({ weight_map: { a: '../../etc/passwd' } }),
  );
  expect(faultOf(folder)).toContain('does not name safetensors files of its folder (../../etc/passwd)');
});

const checkedShape = () => checkModel(modelFolder());

test('what is not there is named', () => {
  expect(faultOf('models/mine')).toBe('"models/mine" is not absolute.');
  expect(faultOf('/nowhere/model')).toBe('There is no folder /nowhere/model.');
  for (const name of ['config.json', 'tokenizer.json', 'model.safetensors'])
    expect(faultOf(modelFolder({ without: [name] })), name).toContain(name);
  expect(faultOf(modelFolder({ without: ['chat_template.json'] }))).toContain('has no chat template');
});

test('a pickle is refused with its reason, and nothing opens it', () => {
  const folder = modelFolder({ without: ['model.safetensors', 'config.json'] });
  const owned = join(folder, 'owned');
  writeFileSync(join(folder, 'pytorch_model.bin'), `cos\nsystem\n(S'touch ${owned}'\ntR.`);
  expect(faultOf(folder)).toContain('pytorch_model.bin, a pickle: opening it could run any code');
  expect(existsSync(owned)).toBe(false);
});

test('another architecture is named', () => {
  const of = (config: (own: Record<string, never>) => unknown) =>
    faultOf(modelFolder({ config: config as never }));
  expect(
    of((own) => ({ ...own, architectures: ['LlavaForConditionalGeneration'], model_type: 'llava' })),
  ).toContain('holds a LlavaForConditionalGeneration, which cannot be trained here');
  const text = (change: object) =>
    of((own) => ({ ...own, text_config: { ...(own.text_config as object), ...change } }));
  expect(text({ model_type: 'mistral' })).toContain('its language model is a mistral');
  expect(text({ attention_bias: true })).toContain('has biases');
  expect(text({ num_key_value_heads: 4 })).toContain('9 heads cannot share 4');
  expect(text({ hidden_size: -1 })).toContain('text_config.hidden_size');
  expect(
    of((own) => ({ ...own, vision_config: { ...(own.vision_config as object), model_type: 'clip_vision' } })),
  ).toContain('its encoder is a clip_vision');
  expect(of((own) => ({ ...own, scale_factor: 5 }))).toContain(
    '32 patches a side cannot be put together by 5',
  );
  expect(of((own) => ({ ...own, quantization_config: { bits: 4 } }))).toContain('quantised');
});

test('the first weight that does not fit is named with both shapes', () => {
  const name = 'model.text_model.layers.0.self_attn.k_proj.weight';
  expect(faultOf(modelFolder({ tensors: { [name]: [576, 576], 'lm_head.weight': null } }))).toContain(
    `${name} is 576 x 576, and 192 x 576 is expected`,
  );
  expect(faultOf(modelFolder({ tensors: { 'lm_head.weight': null } }))).toContain(
    'lm_head.weight is missing',
  );
  expect(faultOf(modelFolder({ dtype: 'I8' }))).toContain('is of type I8, which cannot be trained');
  // An output layer that is the embeddings themselves need not be there.
  const tied = modelFolder({
    config: (own) => ({ ...own, tie_word_embeddings: true }),
    tensors: { 'lm_head.weight': null },
  });
  expect(checkModel(tied).tied).toBe(true);
});

test('cut and damaged weights are told as such', () => {
  const cut = modelFolder();
  truncateSync(join(cut, 'model.safetensors'), 1_000_000);
  expect(faultOf(cut)).toContain('is cut off: it has 1000000 bytes');
  for (const bytes of [
    Buffer.from('short'),
    Buffer.alloc(64, 255),
    Buffer.from('\u0010\0\0\0\0\0\0\0{"a":{"dtype":1}}'),
  ]) {
    const folder = modelFolder();
    writeFileSync(join(folder, 'model.safetensors'), bytes);
    expect(faultOf(folder)).toContain('is no safetensors file');
  }
});

test('a tokenizer of another model is told', () => {
  const added = (tokens: object[]) => faultOf(modelFolder({ tokenizer: { added_tokens: tokens } }));
  expect(added([])).toContain('has no token <image>');
  expect(added([{ id: 5, content: '<image>' }])).toContain('has <image> as 5');
  expect(
    added([
      { id: 49190, content: '<image>' },
      { id: 50000, content: '<more>' },
    ]),
  ).toContain('"<more>" as 50000; the model knows 49280 tokens');
});

test('a plan document tells a model’s fault with its line, and finds it beside itself', () => {
  const folder = modelFolder();
  expect(planOfDocument(`base: smoke\nmodel: ${folder}`, 'plan.yaml').model).toBe(folder);
  expect(planOfDocument('model: ./SmolVLM-256M-Instruct', 'plan.yaml', join(folder, '..')).model).toBe(
    folder,
  );
  expect(planOfDocument('model: pico', 'plan.yaml', '/anywhere').model).toBe('pico');
  const refused = (text: string) => expect(() => planOfDocument(text, 'plan.yaml'));
  refused('base: smoke\nmodel: /nowhere').toThrow(/line 2: There is no folder \/nowhere\./);
  refused('model: here').toThrow(/line 1: "here" is not absolute\./);
});

test('a model too large for an ONNX graph is refused with that captioner, and taken with the other', () => {
  const config = (own: { text_config: object }) => ({
    ...own,
    text_config: { ...own.text_config, vocab_size: 900_000 },
  });
  const words = [900_000, 576];
  const tensors = { 'model.text_model.embed_tokens.weight': words, 'lm_head.weight': words };
  const folder = modelFolder({ config: config as never, tensors });
  expect(() => planOfDocument(`model: ${folder}\ncaptioner: { kind: onnx }`, 'plan.yaml')).toThrow(
    /line 2: The language model takes 4\.6 GB/,
  );
  expect(planOfDocument(`model: ${folder}`, 'plan.yaml').model).toBe(folder);
});

test('a checkpoint that sees pictures of another size cannot caption for a plan; with its own model it can', () => {
  const folder = modelFolder();
  const captioner = `captioner: { kind: checkpoint, path: ${folder} }`;
  expect(() => planOfDocument(captioner, 'plan.yaml')).toThrow(
    /line 1: The checkpoint in .* sees pictures of 512 pixels a side and the plan's model of 96/,
  );
  expect(planOfDocument(`${captioner}\nmodel: ${folder}`, 'plan.yaml').model).toBe(folder);
});
