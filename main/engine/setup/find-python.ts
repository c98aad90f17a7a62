/** Which Python makes the trainer's environment. */
import { onPath } from './apt.ts';
import { run } from './command.ts';

export type Python = { executable: string; version: string };
export type PythonSearch = { found: Python | null; tooOld: Python[] };

export const oldestPython = [3, 10] as const;
const names = ['python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3'];

/** `Python 3.11.2` or `3.13.0rc1` -> [3, 11, 2]; null where there is no version in the text. */
export function parseVersion(text: string): [number, number, number] | null {
  const match = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : null;
}

export function isNewEnough(version: string): boolean {
  const parts = parseVersion(version);
  if (!parts) return false;
  return parts[0] > oldestPython[0] || (parts[0] === oldestPython[0] && parts[1] >= oldestPython[1]);
}

/** The version a program states; null where it does not start (pyenv leaves such stubs) or is no Python. */
async function pythonVersion(executable: string): Promise<string | null> {
  const outcome = await run(executable, ['--version'], { limit: 10_000 });
  const version = parseVersion(outcome.output.find((line) => line.startsWith('Python ')) ?? '');
  return outcome.code === 0 && version ? version.join('.') : null;
}

/**
 * The first Python that is new enough: `chosen` (SQUARED_PYTHON) alone where it is set, else by name on the PATH,
 * newest first among those PyTorch has builds for.
 */
export async function findPython(
  path = process.env.PATH,
  chosen = process.env.SQUARED_PYTHON,
): Promise<PythonSearch> {
  const tooOld: Python[] = [];
  for (const name of chosen ? [chosen] : names) {
    const executable = name.includes('/') ? name : onPath(name, path);
    const version = executable && (await pythonVersion(executable));
    if (!executable || !version) continue;
    if (isNewEnough(version)) return { found: { executable, version }, tooOld };
    tooOld.push({ executable, version });
  }
  return { found: null, tooOld };
}

/** Debian packs venv's bootstrap apart from Python itself. */
export const canMakeEnvironments = async (python: Python): Promise<boolean> =>
  (await run(python.executable, ['-c', 'import venv, ensurepip'])).code === 0;
