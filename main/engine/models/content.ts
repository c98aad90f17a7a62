/** A fingerprint of everything in a model folder that decides results: it stands in the keys of an experiment's steps. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { home } from '../home.ts';
import { has } from './read.ts';
import { weightFiles } from './weights.ts';

/** What a checkpoint is made from beside the weights (resources/trainer/squared_trainer/checkpoint.py). */
const settings = [
  'added_tokens.json',
  'chat_template.jinja',
  'chat_template.json',
  'config.json',
  'generation_config.json',
  'merges.txt',
  'preprocessor_config.json',
  'processor_config.json',
  'special_tokens_map.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'vocab.json',
];

/** Hashing a gigabyte takes seconds: what was hashed once is known by path, size and time of change. */
export function contentOf(folder: string): string {
  const known = readKnown();
  const hash = createHash('sha256');
  let learnt = false;
  for (const name of [...settings.filter((file) => has(folder, file)), ...weightFiles(folder)]) {
    const file = join(folder, name);
    const { size, mtimeMs } = statSync(file);
    let entry = known[file];
    if (entry?.size !== size || entry.modified !== mtimeMs) {
      entry = { size, modified: mtimeMs, sha256: sha256Of(file) };
      known[file] = entry;
      learnt = true;
    }
    hash.update(`${name} ${entry.sha256}\n`);
  }
  if (learnt) remember(known);
  return hash.digest('hex');
}

const Known = z.record(
  z.string(),
  z.strictObject({ size: z.number(), modified: z.number(), sha256: z.string() }),
);
type Known = z.infer<typeof Known>;

const mostKnown = 1000;

const list = (): string => join(home(), 'model-hashes.json');

/** A missing or damaged list costs time, nothing else. */
function readKnown(): Known {
  try {
    return Known.parse(JSON.parse(readFileSync(list(), 'utf8')));
  } catch {
    return {};
  }
}

function remember(known: Known): void {
  const kept = Object.fromEntries(Object.entries(known).slice(-mostKnown));
  try {
    mkdirSync(dirname(list()), { recursive: true });
    writeFileSync(`${list()}.${process.pid}`, JSON.stringify(kept));
    renameSync(`${list()}.${process.pid}`, list());
  } catch {
    // Without it the next look takes as long as this one.
  }
}

function sha256Of(file: string): string {
  const hash = createHash('sha256');
  const block = Buffer.alloc(1 << 20);
  const descriptor = openSync(file, 'r');
  try {
    for (let read = 1; read > 0; ) {
      read = readSync(descriptor, block, 0, block.length, null);
      hash.update(block.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}
