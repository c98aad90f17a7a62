/** How many parameters a model folder holds and how large they are, told by its files' heads; no weight is read. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineFailure } from '../failure.ts';

export interface Weights {
  readonly parameters: number;
  readonly bytes: number;
}

const Tensor = z.object({ shape: z.array(z.int().min(0)), data_offsets: z.tuple([z.int(), z.int()]) });
/** A header of ours has some kilobytes; one that claims more is none. */
const longestHeader = 50e6;

/** Of `model.safetensors`: eight bytes of length, then JSON that names each tensor's shape. Null where there is no such file. */
export function safetensorsWeights(folder: string): Weights | null {
  const file = join(folder, 'model.safetensors');
  if (!existsSync(file)) return null;
  const tensors = tensorsIn(file);
  const parameters = tensors.reduce((sum, { shape }) => sum + shape.reduce((all, side) => all * side, 1), 0);
  const bytes = tensors.reduce((sum, { data_offsets: [from, to] }) => sum + (to - from), 0);
  return { parameters, bytes };
}

function tensorsIn(file: string): z.infer<typeof Tensor>[] {
  try {
    const header = z.record(z.string(), z.unknown()).parse(JSON.parse(headerOf(file)));
    return Object.entries(header)
      .filter(([name]) => name !== '__metadata__')
      .map(([, tensor]) => Tensor.parse(tensor));
  } catch (error) {
    throw new EngineFailure(`${file} is damaged: its head is not that of safetensors.`, null, {
      cause: error,
    });
  }
}

function headerOf(file: string): string {
  const handle = openSync(file, 'r');
  try {
    const length = Buffer.alloc(8);
    if (readSync(handle, length) < 8) throw new Error('no length');
    const size = Number(length.readBigUInt64LE());
    if (size > Math.min(longestHeader, statSync(file).size - 8)) throw new Error('longer than the file');
    const header = Buffer.alloc(size);
    readSync(handle, header, 0, size, 8);
    return header.toString('utf8');
  } finally {
    closeSync(handle);
  }
}
