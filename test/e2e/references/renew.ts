/** `npm run references`: takes the reference pictures of all views anew. Look at each that has changed before it is committed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { withDisplay } from '../../../main/engine/setup/display.ts';
import { electronPath } from '../../../main/engine/setup/electron-path.ts';
import { projectRoot } from '../../../main/engine/setup/places.ts';
import { buildWindow } from '../../../main/engine/setup/window-build.ts';

await buildWindow(console.log);
process.exitCode = await withDisplay(async (env) => {
  const playwright = join(projectRoot, 'node_modules', '@playwright', 'test', 'cli.js');
  const only = ['e2e/references.spec.ts', '--grep', 'looks like its reference', '--reporter=list'];
  const child = spawn(process.execPath, [playwright, 'test', ...only], {
    cwd: projectRoot,
    env: { ...env, SQUARED_ELECTRON: electronPath() ?? '', SQUARED_RENEW_REFERENCES: '1' },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  return Number(code ?? 1);
});
