/** The headers of a folder's safetensors files, held against what its config asks for. No weight is read. */
import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { ModelFault } from './fault.ts';
import { again, firstBytes, has, readJson, sizeOf } from './read.ts';
import type { Tensors } from './tensors.ts';

const single = 'model.safetensors';
const index = `${single}.index.json`;
const pickles = new Set(['.bin', '.pt', '.pth', '.pkl', '.ckpt']);
/** The format's own limit. */
const mostHeaderBytes = 100e6;
const bytesOf: Record<string, number> = { F64: 8, F32: 4, F16: 2, BF16: 2 };

const Entry = z.object({
  dtype: z.string(),
  shape: z.array(z.int().min(0)).max(8),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});

/** Names of the weights files: the one, or the parts that an index names. Throws a ModelFault where there are none. */
export function weightFiles(folder: string): string[] {
  if (has(folder, single)) return [single];
  if (has(folder, index)) {
    const parsed = z
      .object({ weight_map: z.record(z.string(), z.string()) })
      .safeParse(readJson(folder, index));
    const files = parsed.success ? [...new Set(Object.values(parsed.data.weight_map))].sort() : [];
    const strange = files.find((file) => file !== basename(file) || extname(file) !== '.safetensors');
    if (files.length === 0 || strange !== undefined) {
      throw new ModelFault(
        `${join(folder, index)} does not name safetensors files of its folder${strange ? ` (${strange})` : ''}.`,
        again,
      );
    }
    return files;
  }
  const pickle = readdirSync(folder).find((name) => pickles.has(extname(name)));
  if (pickle) {
    throw new ModelFault(
      `${folder} holds its weights as ${pickle}, a pickle: opening it could run any code on this machine.`,
      'Download the safetensors of the model, or convert it where you trust it.',
    );
  }
  throw new ModelFault(
    `${folder} has no weights: ${single} is missing.`,
    'Download the whole model folder as the hub has it.',
  );
}

export interface Weights {
  readonly parameters: number;
  readonly bytes: number;
}

/** How many numbers a folder's `model.safetensors` holds, and their bytes; null where there is none. Throws a ModelFault where it is damaged. */
export function weightsOf(folder: string): Weights | null {
  if (!has(folder, single)) return null;
  const entries = headerOf(join(folder, single)).map(([, entry]) => entry);
  return {
    parameters: entries.reduce((sum, { shape }) => sum + shape.reduce((all, side) => all * side, 1), 0),
    bytes: entries.reduce((sum, { data_offsets: [from, to] }) => sum + (to - from), 0),
  };
}

/** Throws a ModelFault that names the first weight that is missing, of another shape, or of a type that cannot be trained. */
export function checkWeights(folder: string, expected: Tensors): void {
  const found = new Map<string, z.infer<typeof Entry>>();
  for (const file of weightFiles(folder)) {
    for (const [name, entry] of headerOf(join(folder, file))) found.set(name, entry);
  }
  for (const [name, sides] of expected) {
    const entry = found.get(name);
    const fault = entry === undefined ? 'is missing' : misfit(entry, sides);
    if (fault === null) continue;
    throw new ModelFault(
      `The weights of ${folder} do not fit its config.json: ${name} ${fault}.`,
      'Use the config.json that came with the weights.',
    );
  }
}

function misfit({ dtype, shape }: z.infer<typeof Entry>, expected: readonly number[]): string | null {
  if (shape.join() !== expected.join())
    return `is ${shape.join(' x ')}, and ${expected.join(' x ')} is expected`;
  return dtype in bytesOf ? null : `is of type ${dtype}, which cannot be trained`;
}

function headerOf(file: string): [string, z.infer<typeof Entry>][] {
  const size = sizeOf(file);
  if (size === null)
    throw new ModelFault(`${file} is missing.`, 'Download the whole model folder as the hub has it.');
  const damaged = (why: string) => new ModelFault(`${file} is no safetensors file: ${why}.`, again);
  const length = size < 8 ? 0 : Number(firstBytes(file, 8).readBigUInt64LE());
  if (length === 0 || length > mostHeaderBytes || length + 8 > size)
    throw damaged('its header is cut off or damaged');
  let header: Record<string, unknown>;
  try {
    header = JSON.parse(firstBytes(file, length, 8).toString('utf8'));
  } catch {
    throw damaged('its header is not JSON');
  }
  return Object.entries(header).flatMap(([name, value]): [string, z.infer<typeof Entry>][] => {
    if (name === '__metadata__') return [];
    const { success, data: entry } = Entry.safeParse(value);
    if (!success) throw damaged(`the entry of ${name} cannot be read`);
    const [from, to] = entry.data_offsets;
    const wanted = bytesOf[entry.dtype];
    const bytes = entry.shape.reduce((product, side) => product * side, wanted ?? 0);
    if (to < from || (wanted !== undefined && to - from !== bytes))
      throw damaged(`the place of ${name} does not fit its shape`);
    if (8 + length + to > size) {
      throw new ModelFault(
        `${file} is cut off: it has ${size} bytes, and ${name} ends at ${8 + length + to}.`,
        again,
      );
    }
    return [[name, entry]];
  });
}
