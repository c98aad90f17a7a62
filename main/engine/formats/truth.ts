/** What is known to be in each image of a set: truth/SET.jsonl, one scene a line with its image. Only the embedded world has it. */
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { SceneTruth } from '../../../shared/models.ts';
import { imageName, keyOf, type Quarantine } from './dataset.ts';

const Line = SceneTruth.extend({ image: z.string() });

export async function readTruth(
  truthFolder: string,
  set: string,
  quarantine: Quarantine,
): Promise<Map<string, SceneTruth>> {
  const truths = new Map<string, SceneTruth>();
  const file = join(truthFolder, `${set}.jsonl`);
  try {
    await access(file);
  } catch {
    return truths;
  }
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    number++;
    try {
      const { image, ...truth } = Line.parse(JSON.parse(line));
      truths.set(keyOf(imageName(image)), SceneTruth.parse(truth));
    } catch {
      quarantine({ set, file, position: `line ${number}`, reason: 'it is not the truth of a scene' });
    }
  }
  return truths;
}
