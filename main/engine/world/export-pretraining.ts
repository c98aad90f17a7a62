// node main/engine/world/export-pretraining.ts --seed 7 --count 60000 --first 0 --out FOLDER [--no-images]
//
// Scenes of the split "pico", for the Python scripts that pretrain the small encoder and language model:
// images.u8 (N x 96 x 96 x 3 raw RGB), patches.u16 (N x 12 x 12 classes, little-endian), classes.json, scenes.jsonl.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadArt } from './art.ts';
import { drawScene, sceneBytes } from './draw.ts';
import { everyText } from './language/every-text.ts';
import { patchClasses, patchLabels } from './patches.ts';
import { makeScene } from './scene.ts';
import { truthOf } from './truth.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    count: { type: 'string', default: '60000' },
    first: { type: 'string', default: '0' },
    out: { type: 'string' },
    'no-images': { type: 'boolean', default: false },
  },
});
if (!values.out) throw new Error('say where to write: --out FOLDER');
const folder = values.out;
const seed = Number(values.seed);
const first = Number(values.first);
const end = first + Number(values.count);

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'classes.json'), JSON.stringify(patchClasses));
const art = values['no-images'] ? null : await loadArt();
const images = art && openSync(join(folder, 'images.u8'), 'w');
const patches = openSync(join(folder, 'patches.u16'), 'w');
const lines = openSync(join(folder, 'scenes.jsonl'), 'w');
const started = performance.now();

// a small batch in memory, then one write per file: fast, and the size of the export does not matter
const batch = 128;
const pixels = new Uint8Array(batch * sceneBytes);
for (let start = first; start < end; start += batch) {
  const count = Math.min(batch, end - start);
  const labels: Uint8Array[] = [];
  let text = '';
  for (let i = 0; i < count; i++) {
    const scene = makeScene(seed, 'pico', start + i);
    if (art) drawScene(scene, art, pixels.subarray(i * sceneBytes, (i + 1) * sceneBytes));
    labels.push(new Uint8Array(patchLabels(scene).buffer));
    const truth = truthOf(scene, String(start + i).padStart(6, '0'));
    text += `${JSON.stringify({ ...truth, ...everyText(scene) })}\n`;
  }
  if (images) writeSync(images, pixels, 0, count * sceneBytes);
  writeSync(patches, Buffer.concat(labels));
  writeSync(lines, text);
}
for (const file of [images, patches, lines]) if (file) closeSync(file);
const seconds = (performance.now() - started) / 1000;
process.stdout.write(`${end - first} scenes in ${seconds.toFixed(1)} s\n`);
