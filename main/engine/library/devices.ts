/** Which devices models could run on: the processor as this system tells it, GPUs as the trainer's PyTorch sees them. */
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Devices } from '../../../shared/settings-requests.ts';
import { EngineFailure } from '../failure.ts';
import { resources } from '../places.ts';
import { run, tail } from '../setup/command.ts';
import { pythonPath } from '../setup/python-step.ts';

const Answer = z.object({
  torch: z.string(),
  gpus: z.array(z.object({ id: z.string(), name: z.string(), memory_bytes: z.int() })),
});

let known: Promise<z.infer<typeof Answer>> | null = null;

/** PyTorch takes seconds to load: its answer is remembered until `again`. */
export async function listDevices(again = false): Promise<Devices> {
  if (again) known = null;
  known ??= asked();
  try {
    const { torch, gpus } = await known;
    return {
      cpu: {
        name: cpus()[0]?.model.trim() || process.arch,
        cores: availableParallelism(),
        memoryBytes: totalmem(),
      },
      gpus: gpus.map(({ id, name, memory_bytes }) => ({ id, name, memoryBytes: memory_bytes })),
      torch,
      forced: process.env.SQUARED_DEVICE || null,
    };
  } catch (error) {
    known = null;
    throw error;
  }
}

async function asked(): Promise<z.infer<typeof Answer>> {
  const python = process.env.SQUARED_TRAINER_PYTHON ?? pythonPath;
  const trainer = join(resources, 'trainer');
  const outcome = await run(python, ['-m', 'squared_trainer', 'devices'], {
    cwd: trainer,
    env: { ...process.env, PYTHONPATH: trainer },
    limit: 120_000,
  });
  // Libraries may say something of their own first.
  const line = outcome.output.findLast((one) => one.startsWith('{'));
  const answer = outcome.code === 0 && line ? Answer.safeParse(JSON.parse(line)) : null;
  if (answer?.success) return answer.data;
  throw new EngineFailure(
    `PyTorch does not tell which devices there are (${python} ended with ${outcome.code}). Its last words:\n${tail(outcome, 4) || '(none)'}`,
    'Doctor says what is missing. The setting is kept as it is.',
  );
}
