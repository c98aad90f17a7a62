/** The trainer's Python environment: a venv in .runtime/python with exactly what requirements.lock names. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aptCommand, installPackages, onPath } from './apt.ts';
import { run, tail } from './command.ts';
import { requireSpace } from './disk-space.ts';
import { canMakeEnvironments, findPython, oldestPython, type Python } from './find-python.ts';
import { maySystemInstall } from './machine.ts';
import { runtimeFolder, trainerFolder } from './places.ts';
import { fingerprint, readStamp, removeStamp, writeStamp } from './stamp.ts';
import { type Check, missing, ok, problem, type Report, SetupError, type SetupStep } from './step.ts';

export const pythonFolder = join(runtimeFolder, 'python');
/** The Python the trainer runs on. */
export const pythonPath = join(
  pythonFolder,
  process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python',
);
const lockFile = join(trainerFolder, 'requirements.lock');
const stampFile = join(pythonFolder, 'squared-stamp');
/** 1.6 GB with the CPU build of PyTorch, and room for pip's temporary files. */
const spaceNeeded = 2.8e9;

/** Measured on Linux; which build comes is up to the user's package index. */
const sizes = [
  'pip installs PyTorch and Transformers: 0.4 GB to download and 1.6 GB on disk with the CPU build of PyTorch,',
  '2.7 GB and 5.3 GB with the CUDA build, which most package indexes offer Linux by default',
  '(for the CPU build there, set PIP_EXTRA_INDEX_URL to an index that has it)',
];

const wanted = (): string => fingerprint(readFileSync(lockFile, 'utf8'), process.platform, process.arch);

async function check(): Promise<Check> {
  if (!existsSync(pythonPath)) return missing("the trainer's Python environment is not there yet");
  const stamp = readStamp(stampFile);
  if (stamp === null)
    return missing("the trainer's Python environment is unfinished (an interrupted set-up)");
  if (stamp !== wanted()) return missing("the trainer's Python environment is older than requirements.lock");
  const outcome = await run(pythonPath, ['--version']);
  const version = outcome.output[0]?.replace('Python ', '') ?? null;
  if (outcome.code !== 0) return problem(`${pythonPath} does not start: its Python was removed or replaced`);
  return ok(`Python ${version} at ${pythonPath}`, version);
}

const needed = `Python ${oldestPython.join('.')} or newer`;
const orNamed = '(or set SQUARED_PYTHON to a Python you have)';

/** A Python that can make environments; installs Debian's where the machine is ours. */
async function obtainPython(report: Report): Promise<Python> {
  let { found, tooOld } = await findPython();
  const chosen = process.env.SQUARED_PYTHON;
  if (!found && chosen) {
    const fault = tooOld[0] ? `is Python ${tooOld[0].version}` : 'is not a Python that starts';
    throw new SetupError(
      `SQUARED_PYTHON names ${chosen}, which ${fault}; the trainer needs ${needed}.`,
      'unset SQUARED_PYTHON, or set it to a newer Python',
    );
  }
  if (!found && maySystemInstall()) {
    report(`${tooOld[0] ? `Python ${tooOld[0].version} is too old` : 'no Python'}: asking Debian for one`);
    await installPackages(['python3', 'python3-venv'], report);
    ({ found, tooOld } = await findPython());
  }
  if (!found) {
    const old = tooOld[0];
    const what = old ? `Python ${old.version} at ${old.executable} is too old` : 'No Python was found';
    // Debian's own Python is what is too old there; its packages would not help.
    const command = !old && onPath('apt-get') ? aptCommand(['python3', 'python3-venv']) : `install ${needed}`;
    throw new SetupError(`${what}: the trainer needs ${needed}.`, `${command}   ${orNamed}`);
  }
  // Debian's package for this very Python, so that a second Python on the PATH does not matter.
  if (!(await canMakeEnvironments(found))) {
    await installPackages([`python${found.version.split('.').slice(0, 2).join('.')}-venv`], report);
  }
  return found;
}

async function install(report: Report): Promise<void> {
  const python = await obtainPython(report);
  mkdirSync(runtimeFolder, { recursive: true });
  requireSpace(runtimeFolder, spaceNeeded, 'the Python environment');
  removeStamp(stampFile);
  // Made anew unless pip starts in it: a half-made environment, or one whose Python has gone, cannot be trusted.
  if ((await run(pythonPath, ['-m', 'pip', '--version'])).code !== 0) {
    report(`making an environment with Python ${python.version} (${python.executable})`);
    const made = await run(python.executable, ['-m', 'venv', '--clear', pythonFolder]);
    if (made.code !== 0) {
      throw new SetupError(
        `${python.executable} could not make an environment:\n${tail(made)}`,
        aptCommand(['python3-venv']),
      );
    }
  }
  for (const line of sizes) report(line);
  const pip = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--progress-bar', 'off'];
  const outcome = await run(pythonPath, [...pip, '-r', lockFile], {
    onLine: (line) => {
      const download = /^\s*(?:Downloading|Using cached) (\S+).*?(\([\d.]+ [MG]B\))/.exec(line);
      if (download)
        report(`  ${download[1]?.split('/').at(-1)?.split('-').slice(0, 2).join(' ')} ${download[2]}`);
      if (line.startsWith('Installing collected')) report('unpacking');
    },
  });
  if (outcome.code !== 0) {
    throw new SetupError(
      `pip could not install the trainer's packages:\n${tail(outcome)}`,
      'npm run setup -- python   (what was downloaded is kept and not downloaded again)',
    );
  }
  writeStamp(stampFile, wanted());
}

export const pythonStep: SetupStep = { name: 'python', check, install };
