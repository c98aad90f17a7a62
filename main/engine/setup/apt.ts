/** Debian's packages: asked for in one command, or installed where the machine is ours (CI, containers). */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, tail } from './command.ts';
import { isRoot, maySystemInstall } from './machine.ts';
import { type Report, SetupError } from './step.ts';

/** Where a program lies on the PATH, or null. */
export function onPath(program: string, path = process.env.PATH ?? ''): string | null {
  for (const folder of path.split(delimiter)) {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return join(folder, program);
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** The one line a person runs. */
export const aptCommand = (packages: readonly string[], root = isRoot()): string => {
  const sudo = root ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install -y ${packages.join(' ')}`;
};

/** Newer Debian and Ubuntu carry some libraries under a name with `t64` added (64-bit time). */
async function currentNames(packages: readonly string[]): Promise<string[]> {
  return Promise.all(
    packages.map(async (name) => {
      const renamed = await run('apt-cache', ['show', '--no-all-versions', `${name}t64`]);
      return renamed.code === 0 ? `${name}t64` : name;
    }),
  );
}

/** Installs the packages, or throws with the line to run. */
export async function installPackages(packages: readonly string[], report: Report): Promise<void> {
  if (!onPath('apt-get')) {
    throw new SetupError(
      'This machine lacks system packages, and it is not a Debian or Ubuntu that set-up knows.',
      `install what Debian calls ${packages.join(' ')} with your package manager`,
    );
  }
  if (!maySystemInstall()) {
    throw new SetupError(
      `System packages are missing: ${packages.join(' ')}.`,
      aptCommand(await currentNames(packages)),
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  report('apt-get update');
  const update = await run('apt-get', ['update', '-qq'], { env });
  const names = await currentNames(packages);
  report(`apt-get install ${names.join(' ')}`);
  const args = ['install', '-y', '--no-install-recommends', ...names];
  const outcome = await run('apt-get', args, {
    env,
    onLine: (line) => /^Need to get/.test(line) && report(line),
  });
  if (outcome.code !== 0) {
    throw new SetupError(
      `apt-get could not install them:\n${tail(update.code === 0 ? outcome : update)}`,
      aptCommand(names),
    );
  }
}
