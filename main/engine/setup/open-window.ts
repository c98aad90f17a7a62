/** `npm start`: sets up what the window needs, builds it when stale, and opens it. */
import { spawn } from 'node:child_process';
import { electronArguments, electronPath } from './electron-path.ts';
import { hasDisplay } from './machine.ts';
import { projectRoot } from './places.ts';
import { setUp } from './set-up.ts';
import { messageOf, SetupError } from './step.ts';
import { buildWindow } from './window-build.ts';

const report = (line: string): void => console.log(`[set-up] ${line}`);

try {
  await setUp(['python', 'display', 'electron'], report);
  await buildWindow(report);
  if (!hasDisplay()) {
    throw new SetupError(
      'Everything is set up, but there is no display here to open a window on.',
      'npm run demo   (the same experiment, headless; or start this from a desktop session)',
    );
  }
  const args = [...electronArguments(), projectRoot, ...process.argv.slice(2)];
  const window = spawn(electronPath() as string, args, { stdio: 'inherit' });
  window.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  console.error(`\n${messageOf(error)}`);
  if (error instanceof SetupError) console.error(`\nTo mend it:\n    ${error.advice}`);
  process.exitCode = 1;
}
