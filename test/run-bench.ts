/** `npm run bench -- NAME`: runs test/bench/NAME.ts. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = join(import.meta.dirname, 'bench');
const [name, ...rest] = process.argv.slice(2);
const file = join(folder, `${basename(name ?? '')}.ts`);
const benches = globSync('*.ts', { cwd: folder })
  .map((entry) => basename(entry, '.ts'))
  // What the benchmarks share is none itself.
  .filter((entry) => entry !== 'figures' && entry !== 'many-captions');
if (name && benches.includes(name)) {
  process.exitCode = spawnSync(process.execPath, [file, ...rest], { stdio: 'inherit' }).status ?? 1;
} else {
  console.error(name ? `There is no benchmark called ${name}.` : 'Which benchmark? npm run bench -- NAME');
  console.error(
    benches.length > 0 ? `There are: ${benches.sort().join(', ')}` : 'There are none in test/bench yet.',
  );
  process.exitCode = 1;
}
