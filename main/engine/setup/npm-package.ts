/**
 * One file of the npm registry, fetched by the user's own npm, so that their registry, proxy and credentials are used
 * and this project names no host.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run, tail } from './command.ts';
import { projectRoot } from './places.ts';

/** Downloads `name@version` as a .tgz into `folder` and answers its path. Throws with npm's last lines. */
export async function downloadNpmPackage(spec: string, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  // npm tells its scripts where it lies; set-up started without npm looks it up on the PATH.
  const npm = process.env.npm_execpath;
  const args = ['pack', spec, '--pack-destination', folder, '--ignore-scripts', '--loglevel=error'];
  const outcome = await (npm?.endsWith('.js')
    ? run(process.execPath, [npm, ...args], { cwd: projectRoot })
    : run('npm', args, { cwd: projectRoot }));
  const file = outcome.output.findLast((line) => line.trim().endsWith('.tgz'));
  if (outcome.code !== 0 || !file) throw new Error(`npm pack ${spec} failed:\n${tail(outcome)}`);
  return join(folder, file.trim());
}
