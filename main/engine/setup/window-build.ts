/** Builds the window's code with electron-vite, only when its sources are newer than what was built. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, tail } from './command.ts';
import { projectRoot } from './places.ts';
import { fingerprint, readStamp, removeStamp, writeStamp } from './stamp.ts';
import { type Report, SetupError } from './step.ts';

const sources = ['{main,preload,renderer,shared}/**/*.*', 'electron.vite.config.ts', 'package-lock.json'];
const stampFile = join(projectRoot, 'out', 'squared-stamp');

/** Of the sources' names and content; a changed time alone rebuilds nothing. */
function sourcesFingerprint(): string {
  const files = globSync(sources, { cwd: projectRoot, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return fingerprint(...files.flatMap((file) => [file, readFileSync(file, 'base64')]));
}

export async function buildWindow(report: Report): Promise<void> {
  const wanted = sourcesFingerprint();
  if (readStamp(stampFile) === wanted) return;
  report('window: building');
  removeStamp(stampFile);
  const command = join(projectRoot, 'node_modules/electron-vite/bin/electron-vite.js');
  const outcome = await run(process.execPath, [command, 'build'], { cwd: projectRoot });
  if (outcome.code !== 0)
    throw new SetupError(`The window's code does not build:\n${tail(outcome, 30)}`, 'npm run build');
  writeStamp(stampFile, wanted);
}
