/** `npm run bench -- data [PART [SIZE]]`: how fast data comes in and goes out, on this machine, now. Each file of data/ is a part. */
import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { conclude, type Figure } from './figures.ts';

const folder = join(import.meta.dirname, 'data');
const wanted = process.argv[2];
const parts = globSync('*.ts', { cwd: folder })
  .filter((file) => wanted === undefined || basename(file, '.ts') === wanted)
  .sort();
if (parts.length === 0) throw new Error(`There is no part called ${wanted}.`);

/** Of several parts each has a process of its own: what one leaves in memory is no figure of the next. */
function apart(part: string): Figure[] {
  const words = execFileSync(process.execPath, [import.meta.filename, basename(part, '.ts')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  }).trimEnd();
  const lines = words.split('\n');
  const { figures } = JSON.parse(lines.pop() as string) as { figures: Figure[] };
  // What the part has said before its own table.
  for (const line of lines.slice(0, -figures.length)) console.log(line);
  return figures;
}

const all: Figure[] = [];
if (parts.length > 1) for (const part of parts) all.push(...apart(part));
else {
  const { figures } = (await import(join(folder, parts[0] as string))) as {
    figures: (size?: number) => Promise<Figure[]>;
  };
  all.push(...(await figures(...process.argv.slice(3, 4).map(Number))));
}
conclude('data', all);
