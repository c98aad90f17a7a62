/** `squared doctor`: what is set up, what is missing, and the exact command that mends it. Changes nothing. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import type { DoctorReport } from '../../../shared/requests.ts';
import { aptCommand, onPath } from './apt.ts';
import { run } from './command.ts';
import { freeBytes, gigabytes } from './disk-space.ts';
import { displayStep, missingPackages } from './display-step.ts';
import { electronStep } from './electron-step.ts';
import { parseVersion } from './find-python.ts';
import { projectRoot } from './places.ts';
import { pythonPath, pythonStep } from './python-step.ts';
import type { SetupStep } from './step.ts';

type Item = DoctorReport['items'][number];
/** The embedded experiment's own bounds. */
const memoryNeeded = 4e9;
const spaceNeeded = 2e9;

const fine = (name: string, detail: string): Item => ({ name, state: 'ok', detail, mend: null });

async function ofStep(step: SetupStep, mend: string): Promise<Item> {
  const { state, detail } = await step.check();
  return { name: step.name, state, detail, mend: state === 'ok' ? null : mend };
}

function node(): Item {
  const text = readFileSync(join(projectRoot, 'package.json'), 'utf8');
  const { optionalDependencies } = JSON.parse(text) as { optionalDependencies: Record<string, string> };
  const pinned = Object.values(optionalDependencies)[0] ?? '';
  const detail = `Node ${process.versions.node}`;
  if (parseVersion(pinned)?.[0] === parseVersion(process.versions.node)?.[0]) return fine('node', detail);
  return {
    name: 'node',
    state: 'problem',
    detail: `this runs on ${detail}, the project on Node ${pinned}`,
    mend: 'npm ci && npm run squared -- doctor   (npm scripts run on the pinned Node)',
  };
}

/** What PyTorch itself sees; a GPU that it cannot use is as good as none. */
async function torchAndGpu(): Promise<Item[]> {
  const question =
    'import torch; print(torch.__version__); print(torch.cuda.get_device_name() if torch.cuda.is_available() else "")';
  const answer = existsSync(pythonPath) ? await run(pythonPath, ['-c', question], { limit: 60_000 }) : null;
  const [version, gpu] = answer?.code === 0 ? answer.output.slice(-2) : [];
  const torch: Item = version
    ? fine('torch', `PyTorch ${version}`)
    : { name: 'torch', state: 'missing', detail: 'PyTorch does not load', mend: 'npm run setup -- python' };
  if (gpu) return [torch, fine('gpu', gpu)];
  const query = ['--query-gpu=name', '--format=csv,noheader'];
  const cards = onPath('nvidia-smi') ? await run('nvidia-smi', query, { limit: 20_000 }) : null;
  const card = cards?.code === 0 ? cards.output[0] : undefined;
  const cores = `training runs on ${availableParallelism()} cores`;
  if (!card) return [torch, fine('gpu', `no GPU: ${cores}`)];
  const detail = `${card} is there, but this PyTorch (${version ?? 'missing'}) cannot use it: ${cores}`;
  const mend = `${pythonPath} -m pip install --force-reinstall torch==${version?.split('+')[0] ?? ''}`;
  return [torch, { name: 'gpu', state: 'problem', detail, mend: version ? mend : 'npm run setup -- python' }];
}

function disk(folder: string): Item {
  const free = freeBytes(folder);
  if (free >= spaceNeeded) return fine('disk', `${gigabytes(free)} free for experiments`);
  const detail = `${gigabytes(free)} free, an experiment wants ${gigabytes(spaceNeeded)}`;
  return {
    name: 'disk',
    state: 'problem',
    detail,
    mend: `du -sh ${folder}/*   (and delete experiments you no longer need)`,
  };
}

function memory(): Item {
  const total = totalmem();
  if (total >= memoryNeeded) return fine('memory', gigabytes(total));
  const detail = `${gigabytes(total)}, the embedded experiment peaks near ${gigabytes(memoryNeeded)}`;
  return {
    name: 'memory',
    state: 'problem',
    detail,
    mend: 'npm run squared -- run --preset smoke   (a smaller one)',
  };
}

function writing(folder: string): Item {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
    return fine('experiments', folder);
  } catch {
    return {
      name: 'experiments',
      state: 'problem',
      detail: `${existing} cannot be written`,
      mend: `sudo chown -R "$USER" ${existing}`,
    };
  }
}

/** `folder` is where experiments are kept. */
export async function doctor(folder = join(projectRoot, 'experiments')): Promise<DoctorReport> {
  const packages = await missingPackages();
  const items = [
    node(),
    await ofStep(pythonStep, 'npm run setup -- python'),
    ...(await torchAndGpu()),
    await ofStep(electronStep, 'npm run setup -- electron'),
    await ofStep(displayStep, aptCommand(packages)),
    disk(folder),
    memory(),
    writing(folder),
  ];
  return { ok: items.every((item) => item.state === 'ok'), items };
}

const marks = { ok: 'ok     ', missing: 'MISSING', problem: 'PROBLEM' };

/** For a terminal: one line an item, the mending command below what needs it. */
export function formatDoctor(report: DoctorReport): string {
  const width = Math.max(...report.items.map((item) => item.name.length));
  const lines = report.items.flatMap((item) => [
    `${marks[item.state]}  ${item.name.padEnd(width)}  ${item.detail}`,
    ...(item.mend ? [`${' '.repeat(width + 11)}to mend it: ${item.mend}`] : []),
  ]);
  return [...lines, report.ok ? 'Everything is in order.' : 'Something needs mending; see above.'].join('\n');
}
