/** Where set-up keeps things. All of it lies inside the project, so that deleting the folder leaves nothing behind. */
import { join, resolve } from 'node:path';

export const projectRoot = resolve(import.meta.dirname, '../../..');
/** What set-up made: safe to delete, `npm run setup` makes it again. */
export const runtimeFolder = join(projectRoot, '.runtime');
export const trainerFolder = join(projectRoot, 'resources', 'trainer');
/** The project's own Node: a package of optionalDependencies brings it for this platform. Electron's main process needs it. */
export const nodePath = join(
  projectRoot,
  'node_modules',
  '.bin',
  process.platform === 'win32' ? 'node.cmd' : 'node',
);
