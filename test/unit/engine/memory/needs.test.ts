/** What a model takes against this machine's memory, from real folders: the shipped model, a run that was measured here, a folder in ONNX. */
import { copyFileSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memoryNeeds } from '../../../../main/engine/memory/needs.ts';
import { memoryOf } from '../../../../main/engine/models/memory.ts';
import { shapeOf } from '../../../../main/engine/models/shape.ts';
import { weightsOf } from '../../../../main/engine/models/weights.ts';
import { resources } from '../../../../main/engine/places.ts';
import { openForWriting, savePeakMemory } from '../../../../main/engine/store/index.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { finishedExperiment, ownHome } from '../run/home.ts';

const pico = join(resources, 'models', 'pico');

test('the shipped model: its parameters counted, and what an experiment took where nothing has run here yet', async () => {
  ownHome();
  const needs = await memoryNeeds({ kind: 'shipped' });
  expect(needs).toMatchObject({ parameters: 1_710_720, untrainable: null });
  expect(needs.weightBytes).toBe(4 * 1_710_720);
  expect(needs.machine.memoryBytes).toBe(totalmem());
  const [use] = needs.uses;
  expect(use).toMatchObject({ use: 'training and captioning', bytes: 1_740_000_000 });
  expect(use?.source).toContain('measured on two cores');
  expect(use?.fits).toBe(totalmem() >= 1_740_000_000);
});

test('what the newest run here has taken goes before that', async () => {
  const home = ownHome();
  const { database } = finishedExperiment(home, 'mine');
  const db = openForWriting(database);
  savePeakMemory(db, 'train.seed1.v0', 2_000_000_000_000);
  db.close();
  const [use] = (await memoryNeeds({ kind: 'shipped' })).uses;
  expect(use).toMatchObject({ bytes: 2_000_000_000_000, fits: false });
  expect(use?.source).toBe('The most that mine has taken on this machine, all its processes together.');
});

/** Laid out as an export, with graphs that have sizes alone: nobody opens them here. */
function onnxFolder(weightBytes: number): string {
  const folder = temporaryFolder('onnx');
  for (const file of [
    'config.json',
    'generation_config.json',
    'preprocessor_config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    'chat_template.jinja',
  ])
    copyFileSync(join(pico, file), join(folder, file));
  mkdirSync(join(folder, 'onnx'));
  for (const name of ['vision_encoder', 'embed_tokens', 'decoder_model_merged']) {
    const file = join(folder, 'onnx', `${name}.onnx`);
    writeFileSync(file, '');
    truncateSync(file, weightBytes / 3);
  }
  return folder;
}

test('a folder in ONNX: it only writes captions, and more weights take more', async () => {
  ownHome();
  const [small, large] = await Promise.all(
    [3_000_000, 600_000_000].map((bytes) =>
      memoryNeeds({ kind: 'folder', path: onnxFolder(bytes), precision: 'fp32' }),
    ),
  );
  expect(small).toMatchObject({ parameters: 750_000, weightBytes: 3_000_000 });
  expect(small?.untrainable).toContain('only write captions');
  expect(small?.uses).toHaveLength(1);
  // 335 MB of the run, 200 MB of the process, 1.3 of the weights, four times a cache of 128 x 148 positions x 4 layers x 4 KiB.
  expect(small?.uses[0]?.bytes).toBe(
    335_000_000 + 200_000_000 + 3_900_000 + 4 * 128 * 148 * 4 * 2 * 4 * 32 * 4,
  );
  expect((large?.uses[0]?.bytes ?? 0) - (small?.uses[0]?.bytes ?? 0)).toBe(776_100_000);
});

test('what is no model is refused with what is missing', async () => {
  ownHome();
  const folder = temporaryFolder('none');
  await expect(memoryNeeds({ kind: 'folder', path: folder, precision: 'int8' })).rejects.toThrow('missing');
  await expect(memoryNeeds({ kind: 'checkpoint', path: folder })).rejects.toThrow('no model');
  writeFileSync(join(folder, 'model.safetensors'), Buffer.alloc(16, 255));
  expect(() => weightsOf(folder)).toThrow('no safetensors file');
  writeFileSync(join(folder, 'model.safetensors'), 'short');
  expect(() => weightsOf(folder)).toThrow('no safetensors file');
  const text = Buffer.from('{"a": {"shape"');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  writeFileSync(join(folder, 'model.safetensors'), Buffer.concat([length, text]));
  expect(() => weightsOf(folder)).toThrow('no safetensors file');
});

test('a checkpoint made from another model does not take what pico takes', async () => {
  ownHome();
  const folder = temporaryFolder('other');
  copyFileSync(join(pico, 'config.json'), join(folder, 'config.json'));
  const header = Buffer.from(JSON.stringify({ a: { dtype: 'F32', shape: [3], data_offsets: [0, 12] } }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  writeFileSync(join(folder, 'model.safetensors'), Buffer.concat([length, header, Buffer.alloc(12)]));
  const { parameters, uses } = await memoryNeeds({ kind: 'checkpoint', path: folder });
  const { captioning, formula } = memoryOf(shapeOf(folder));
  expect(parameters).toBe(3);
  expect(uses).toMatchObject([{ use: 'captioning', bytes: Math.round(captioning), source: formula }]);
  const ofPico = await memoryNeeds({ kind: 'checkpoint', path: pico });
  expect(ofPico.uses[0]?.source).toContain('measured on two cores');
});
