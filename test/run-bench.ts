/** `npm run bench -- NAME`: runs test/bench/NAME.ts. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = join(import.meta.dirname, 'bench');
const [name, ...rest] = process.argv.slice(2);
const file = join(folder, `${basename(name ?? '')}.ts`);
if (name && existsSync(file)) {
  process.exitCode = spawnSync(process.execPath, [file, ...rest], { stdio: 'inherit' }).status ?? 1;
} else {
  const known = globSync('*.ts', { cwd: folder }).map((entry) => basename(entry, '.ts'));
  console.error(name ? `There is no benchmark called ${name}.` : 'Which benchmark? npm run bench -- NAME');
  console.error(
    known.length > 0 ? `There are: ${known.sort().join(', ')}` : 'There are none in test/bench yet.',
  );
  process.exitCode = 1;
}
