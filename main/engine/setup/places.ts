/** Where set-up keeps things. All of it lies inside the project, so that deleting the folder leaves nothing behind. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const projectRoot = resolve(import.meta.dirname, '../../..');
/** What set-up made: safe to delete, `npm run setup` makes it again. */
export const runtimeFolder = join(projectRoot, '.runtime');
export const trainerFolder = join(projectRoot, 'resources', 'trainer');

const system = process.platform === 'win32' ? 'win' : process.platform;
const ownNode = join(
  projectRoot,
  'node_modules',
  `node-${system}-${process.arch}`,
  'bin',
  system === 'win' ? 'node.exe' : 'node',
);
/** The project's own Node, for whoever runs on another one (Electron's main process); the machine's where npm has none for it. */
export const nodePath = existsSync(ownNode) ? ownNode : 'node';
