/** Every reader there is, and which of them a folder is for: by its content, the surest first. */
import type { FormatName } from '../../../../shared/data.ts';
import { EngineFailure } from '../../failure.ts';
import { blip } from '../blip/read.ts';
import { coco } from '../coco/read.ts';
import { coyo } from '../coyo/read.ts';
import { finevision } from '../finevision/read.ts';
import { imageFolder } from '../image-folder/read.ts';
import { kohya } from '../kohya/read.ts';
import { llava } from '../llava-json/read.ts';
import { parquet } from '../parquet/read.ts';
import { plainFolder } from '../plain-folder/read.ts';
import { recapDatacomp } from '../recap-datacomp/read.ts';
import { llamaFactory } from '../share-gpt/llama-factory.ts';
import { shareGpt } from '../share-gpt/read.ts';
import { vilaWebdataset } from '../vila-webdataset/read.ts';
import { vlmEvalKit } from '../vlmevalkit/read.ts';
import { webdataset } from '../webdataset/read.ts';
import type { Detection, Reader } from './reader.ts';
import type { SourceFolder } from './source-folder.ts';

export const readers: readonly Reader[] = [
  vilaWebdataset,
  webdataset,
  recapDatacomp,
  finevision,
  coyo,
  parquet,
  llamaFactory,
  coco,
  vlmEvalKit,
  imageFolder,
  llava,
  shareGpt,
  blip,
  kohya,
  plainFolder,
];

export interface Detected {
  readonly reader: Reader;
  readonly detection: Detection;
}

/** The surest first; empty where nothing is known. */
export async function detect(source: SourceFolder): Promise<Detected[]> {
  const found: Detected[] = [];
  for (const reader of readers) {
    const detection = await reader.detect(source);
    if (detection) found.push({ reader, detection });
  }
  return found.sort((one, other) => other.detection.confidence - one.detection.confidence);
}

/** The one that is asked for, else the surest. Throws an EngineFailure that says what was looked for. */
export async function chosen(
  source: SourceFolder,
  format?: FormatName,
): Promise<Detected & { readonly others: readonly Detected[] }> {
  const found = await detect(source);
  const detected = format ? found.find(({ reader }) => reader.format === format) : found[0];
  if (detected) return { ...detected, others: found.filter((one) => one !== detected) };
  const titles = readers.map(({ title }) => title).join(', ');
  throw new EngineFailure(
    `Nothing in ${source.folder} can be read as ${format ? `"${format}"` : 'a data set'}.`,
    found.length > 0
      ? `It could be: ${found.map(({ reader }) => reader.format).join(', ')}.`
      : `Read are: ${titles}. Nothing in the folder was changed.`,
  );
}
