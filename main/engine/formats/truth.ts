/** What is known to be in each image of a set: truth/SET.jsonl, one scene a line with its image. Only the embedded world has it. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SceneTruth } from '../../../shared/models.ts';
import type { Quarantine } from './dataset.ts';
import { imageName } from './image-name.ts';
import { readPlainFile, utf8Of } from './plain-file.ts';

const Line = SceneTruth.extend({ image: z.string() });
const largestFile = 256e6;

/** By image name. Empty when the set has no such file; lines that are no scene are quarantined. */
export async function readTruth(
  truthFolder: string,
  set: string,
  quarantine: Quarantine,
): Promise<Map<string, SceneTruth>> {
  const truths = new Map<string, SceneTruth>();
  const file = join(truthFolder, `${set}.jsonl`);
  if (
    await access(file).then(
      () => false,
      () => true,
    )
  )
    return truths;
  const refuse = (position: string, reason: string) => quarantine({ set, file, position, reason });
  const read = await readPlainFile(file, largestFile);
  const text = 'bytes' in read ? utf8Of(read.bytes) : null;
  if (text === null) {
    refuse('file', 'refused' in read ? read.refused : 'it is not UTF-8');
    return truths;
  }
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const scene = sceneOf(line);
    if (scene === null) refuse(`line ${index + 1}`, 'it is not the truth of a scene');
    else if (truths.has(imageName(scene.image))) refuse(`line ${index + 1}`, 'it is about an earlier image');
    else {
      const { image, ...truth } = scene;
      truths.set(imageName(image), truth);
    }
  }
  return truths;
}

function sceneOf(line: string): z.infer<typeof Line> | null {
  try {
    return Line.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
