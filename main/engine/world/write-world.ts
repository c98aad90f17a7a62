// node main/engine/world/write-world.ts --seed 7 --out FOLDER [--smoke]
//
// The whole emoji world on disk, without the workstation around it.
import { parseArgs } from 'node:util';
import { smokeSizes } from './sets/sizes.ts';
import { writeWorld } from './write.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    out: { type: 'string' },
    smoke: { type: 'boolean', default: false },
  },
});
if (!values.out) throw new Error('say where to write: --out FOLDER');
const started = performance.now();
let images = 0;
const counts = await writeWorld(
  values.out,
  { seed: Number(values.seed), sizes: values.smoke ? smokeSizes : {} },
  {
    onProgress: ({ done }) => {
      images = done;
    },
  },
);
const seconds = (performance.now() - started) / 1000;
process.stdout.write(`${JSON.stringify(counts, null, '\t')}\n${images} images in ${seconds.toFixed(1)} s\n`);
