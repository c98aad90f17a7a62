/** What a run uses of the machine, whoever started it: read from the system by the process that holds its lock. Linux tells; elsewhere little is known. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import type { RunMeters } from '../../../shared/library-requests.ts';
import { onPath } from '../setup/apt.ts';
import { run } from '../setup/command.ts';
import { processorCelsius } from './processor-celsius.ts';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  /** Processor time so far, in clock ticks. */
  readonly ticks: number;
  readonly bytes: number;
}

/** Linux's, on every architecture that Node runs on. */
const ticksASecond = 100;
const pageBytes = 4096;

/** What was seen last of each run, so that the next look can tell the processor time in between. */
const lastSeen = new Map<number, { at: number; ticks: number }>();

export async function metersOf(pid: number): Promise<Omit<RunMeters, 'speed'>> {
  const family = familyOf(pid, allProcesses());
  const gpu = await gpuMeters();
  const whole = {
    memoryTotal: totalmem(),
    coresTotal: availableParallelism(),
    celsius: processorCelsius(),
    gpu,
  };
  if (family.length === 0)
    return { ...whole, memoryBytes: null, trainerBytes: null, captionerBytes: null, cores: null };
  const bytesOf = (words: string): number =>
    family.filter(({ command }) => command.includes(words)).reduce((sum, { bytes }) => sum + bytes, 0);
  const ticks = family.reduce((sum, one) => sum + one.ticks, 0);
  return {
    ...whole,
    memoryBytes: family.reduce((sum, { bytes }) => sum + bytes, 0),
    trainerBytes: bytesOf('squared_trainer'),
    captionerBytes: bytesOf('captioner/process'),
    cores: coresSince(pid, ticks, Date.now()),
  };
}

/** Cores' worth of processor time since the look before; null at the first one, or when a worker has ended in between. */
function coresSince(pid: number, ticks: number, at: number): number | null {
  const before = lastSeen.get(pid);
  lastSeen.set(pid, { at, ticks });
  if (!before || at <= before.at || ticks < before.ticks) return null;
  return (ticks - before.ticks) / ticksASecond / ((at - before.at) / 1000);
}

/** The process and all that it has started, directly or not. */
export function familyOf(pid: number, all: readonly Process[]): Process[] {
  const own = all.find((one) => one.pid === pid);
  const below = (parent: number): Process[] =>
    all.filter((one) => one.parent === parent).flatMap((child) => [child, ...below(child.pid)]);
  return own ? [own, ...below(pid)] : [];
}

function allProcesses(): Process[] {
  if (!existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The name in brackets may hold anything; the fields after it are plain: state, parent, ..., utime (12th), stime, ..., rss (22nd).
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const number = (at: number): number => Number(fields[at]);
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const [ticks, bytes] = [number(11) + number(12), number(21) * pageBytes];
        return [{ pid: Number(name), parent: number(1), command, ticks, bytes }];
      } catch {
        // It has ended while it was looked at.
        return [];
      }
    });
}

/** The first card that NVIDIA's own tool names; null where there is none. */
export async function gpuMeters(): Promise<RunMeters['gpu']> {
  if (!onPath('nvidia-smi')) return null;
  const fields = 'name,utilization.gpu,memory.used,memory.total,temperature.gpu';
  const { code, output } = await run(
    'nvidia-smi',
    [`--query-gpu=${fields}`, '--format=csv,noheader,nounits'],
    {
      limit: 5000,
    },
  );
  return code === 0 && output[0] ? gpuOf(output[0]) : null;
}

/** A line of the tool's table. What a card does not tell stands there as `[N/A]`. */
export function gpuOf(line: string): NonNullable<RunMeters['gpu']> {
  const [name = '', ...rest] = line.split(',').map((part) => part.trim());
  const [use = null, used = null, total = null, celsius = null] = rest.map((text) =>
    /^\d+(\.\d+)?$/.test(text) ? Number(text) : null,
  );
  const bytes = (mebibytes: number | null) => (mebibytes === null ? null : mebibytes * 2 ** 20);
  return {
    name,
    use: use === null ? null : use / 100,
    memoryBytes: bytes(used),
    memoryTotal: bytes(total),
    celsius,
  };
}
