/** What is exported and imported again is the same: every picture, caption, box and turn. */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportDataset } from '../../../../main/engine/export/index.ts';
import { partOf } from '../../../../main/engine/export/part.ts';
import { type ExportRecord, pagesOf } from '../../../../main/engine/export/records.ts';
import { inspect, readSamples } from '../../../../main/engine/formats/sources/read-samples.ts';
import type { Sample, SampleItem } from '../../../../main/engine/formats/sources/reader.ts';
import { openSource } from '../../../../main/engine/formats/sources/source-folder.ts';
import { placesOf } from '../../../../main/engine/places.ts';
import { describe } from '../../../../main/engine/run/experiment.ts';
import { openForReading } from '../../../../main/engine/store/index.ts';
import type { FormatName } from '../../../../shared/data.ts';
import type { ExportFormat, ExportPart } from '../../../../shared/export.ts';
import { type MadeUp, madeUpExperiment, seed } from './made-up.ts';

async function thereAndBack(format: ExportFormat, part: ExportPart) {
  const made = await madeUpExperiment();
  const { folder } = await exportDataset(made.folder, {
    part,
    format,
    images: 'copy',
    target: join(made.outs, format),
    signal: new AbortController().signal,
    progress: () => {},
  });
  const opened = await inspect(await openSource(folder));
  const items: SampleItem[] = [];
  for await (const item of readSamples(opened)) items.push(item);
  const samples = items.filter((item): item is Sample => 'picture' in item);
  const refused = items.flatMap((item) => ('refused' in item ? [item.refused] : []));
  return { read: opened.reader.format, samples, refused, records: recordsOf(made, part) };
}

function recordsOf({ folder }: MadeUp, part: ExportPart): ExportRecord[] {
  const { plan } = describe(folder);
  const db = openForReading(placesOf(folder).database);
  try {
    const gathering = { plan, db };
    return [...pagesOf(gathering, partOf(gathering, part, seed))].flatMap(({ records }) => records);
  } finally {
    db.close();
  }
}

function digestOf({ picture }: Sample): string {
  if (picture === null || picture === 'earlier') throw new Error('It came without its picture.');
  return hash('sha256', 'bytes' in picture ? picture.bytes : readFileSync(picture.file), 'hex');
}

/** By picture, as formats have an order of their own. */
const byPicture = <T>(entries: readonly (readonly [string, T])[]): [string, T][] =>
  entries.map(([picture, said]): [string, T] => [picture, said]).sort(([a], [b]) => (a < b ? -1 : 1));

const parts: ExportPart[] = ['original', 'round:2', 'specialist:grounding', 'final'];
const withTurns: [ExportFormat, FormatName][] = [
  ['llava', 'llava'],
  ['sharegpt', 'llama-factory'],
  ['webdataset', 'webdataset'],
  ['vila', 'vila-webdataset'],
  ['parquet', 'parquet'],
];
// In files of conversations a text about the mark is written differently, and the card says so.
const plain = (format: ExportFormat, text: string): string =>
  ['llava', 'sharegpt'].includes(format) ? text.replaceAll('<image>', '<IMAGE>') : text;

test.each(withTurns.flatMap(([format, name]) => parts.map((part) => [format, name, part] as const)))(
  '%s comes back as %s with every turn: %s',
  async (format, name, part) => {
    const { read, samples, records } = await thereAndBack(format, part);
    expect(read).toBe(name);
    expect(byPicture(samples.map((sample) => [digestOf(sample), sample.turns]))).toEqual(
      byPicture(
        records.map(({ image, turns }) => [
          image.sha256,
          turns.map(({ user, assistant }) => ({ user, assistant: plain(format, assistant) })),
        ]),
      ),
    );
  },
);

test.each((['coco', 'kohya'] as const).flatMap((format) => parts.map((part) => [format, part] as const)))(
  '%s has no room for prompts, and comes back with every caption: %s',
  async (format, part) => {
    const { read, samples, records } = await thereAndBack(format, part);
    expect(read).toBe(format);
    expect(
      byPicture(samples.map((sample) => [digestOf(sample), sample.turns.map(({ assistant }) => assistant)])),
    ).toEqual(
      byPicture(records.map(({ image, captions }) => [image.sha256, captions.map(({ text }) => text)])),
    );
  },
);

test('beside the data lie only the card and what the format itself puts there', async () => {
  for (const [format] of withTurns) {
    const { refused } = await thereAndBack(format, 'final');
    expect([
      format,
      refused.filter((why) => !/^files ending in \.(md|json) were not opened$/.test(why)),
    ]).toEqual([format, []]);
  }
});
