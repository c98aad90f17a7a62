/** `npm run bench -- data [PART]`: how fast data comes in and goes out, on this machine, now. Each file of data/ is a part. */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { conclude, type Figure } from './figures.ts';

const folder = join(import.meta.dirname, 'data');
const wanted = process.argv[2];
const parts = globSync('*.ts', { cwd: folder })
  .filter((file) => wanted === undefined || basename(file, '.ts') === wanted)
  .sort();
if (parts.length === 0) throw new Error(`There is no part called ${wanted}.`);

const all: Figure[] = [];
for (const part of parts) {
  const { figures } = (await import(join(folder, part))) as { figures: () => Promise<Figure[]> };
  all.push(...(await figures()));
}
conclude('data', all);
