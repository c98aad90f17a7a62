/** Exports opened by the formats' own readers: every caption, box and turn is there, and the pictures are the very bytes. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { exportDataset } from '../../main/engine/export/index.ts';
import { partOf } from '../../main/engine/export/part.ts';
import { type ExportRecord, pagesOf } from '../../main/engine/export/records.ts';
import { placesOf } from '../../main/engine/places.ts';
import { describe } from '../../main/engine/run/experiment.ts';
import { pythonPath } from '../../main/engine/setup/python-step.ts';
import { openForReading } from '../../main/engine/store/index.ts';
import type { ExportFormat, ExportImages } from '../../shared/export.ts';
import { type MadeUp, madeUpExperiment } from '../unit/engine/export/made-up.ts';

const run = promisify(execFile);

/** What the official reader finds in an export of the final mixture, and what the experiment holds. */
async function throughOfficialReader<T>(
  format: ExportFormat,
  images: ExportImages = 'copy',
): Promise<{ found: T[]; records: ExportRecord[]; made: MadeUp; folder: string }> {
  const made = await madeUpExperiment();
  const folder = join(made.outs, format);
  const signal = new AbortController().signal;
  await exportDataset(made.folder, {
    part: 'final',
    format,
    images,
    target: folder,
    signal,
    progress: () => {},
  });
  const { stdout } = await run(pythonPath, [join(import.meta.dirname, 'read_exported.py'), format, folder]);
  return { found: JSON.parse(stdout), records: finalRecords(made), made, folder };
}

function finalRecords({ folder }: MadeUp): ExportRecord[] {
  const { plan } = describe(folder);
  const db = openForReading(placesOf(folder).database);
  try {
    const gathering = { plan, db };
    return [...pagesOf(gathering, partOf(gathering, 'final', 1))].flatMap((page) => page.records);
  } finally {
    db.close();
  }
}

const conversation = ({ turns }: ExportRecord) =>
  turns.flatMap(({ user, assistant }) => [
    { from: 'human', value: user },
    { from: 'gpt', value: assistant },
  ]);
const size = ({ image }: ExportRecord) => ({ size: [image.width, image.height], mode: 'RGB' });

test('`datasets` opens the Parquet with its pictures', async () => {
  const { found, records } = await throughOfficialReader('parquet');
  expect(found).toEqual(
    records.map((record) => ({
      image: size(record),
      bytes: record.image.sha256,
      path: expect.any(String),
      name: record.image.name,
      caption: record.captions[0].text,
      original: record.original,
      captions: record.captions,
      conversations: conversation(record),
      width: record.image.width,
      height: record.image.height,
      sha256: record.image.sha256,
    })),
  );
}, 120_000);

test('`datasets` opens pictures that are only referred to', async () => {
  const { found, records } = await throughOfficialReader('parquet', 'reference');
  expect(found).toMatchObject(
    records.map((record) => ({ image: size(record), bytes: null, path: record.image.file })),
  );
}, 120_000);

test('`webdataset` reads the shards', async () => {
  const { found, records } = await throughOfficialReader<{ row: object; json: object }>('webdataset');
  expect(found).toEqual(
    records.map((record, index) => ({
      key: `00000${String(index).padStart(4, '0')}`,
      txt: record.captions[0].text,
      json: expect.objectContaining({
        caption: record.captions[0].text,
        status: 'success',
        sha256: record.image.sha256,
        original: record.original,
        captions: record.captions,
        conversations: conversation(record),
      }),
      image: size(record),
      bytes: record.image.sha256,
      row: expect.objectContaining({ caption: record.captions[0].text, sha256: record.image.sha256 }),
    })),
  );
  // The table beside a shard says what the samples' own JSON says.
  for (const { row, json } of found) expect(json).toMatchObject(row);
}, 120_000);

test('`pycocotools` loads annotations and results', async () => {
  const { found, records, folder } = await throughOfficialReader<{ file: string }>('coco');
  expect(found).toEqual(
    records.map(({ image, captions }) => ({
      file: expect.stringMatching(/^images\//),
      width: image.width,
      height: image.height,
      captions: captions.map(({ by, prompt, text }) => ({ by, prompt, caption: text })),
      result: [captions[0].text],
    })),
  );
  for (const [index, { file }] of found.entries())
    expect(readFileSync(join(folder, file))).toEqual(
      readFileSync((records[index] as ExportRecord).image.file),
    );
}, 120_000);

test("VILA's loader finds each writer's text beside its shard", async () => {
  const { found, records } = await throughOfficialReader('vila');
  const choices: Record<string, string> = {
    v1: 'v1',
    grounding: 'bbox_interleaved-grounding',
    spatial: 'spatial',
    ocr: 'ocr',
  };
  expect(found).toEqual(
    records.map(({ original, captions }) => ({
      txt: original || ' ',
      url: expect.any(String),
      choices: Object.fromEntries(
        [...new Set(captions.map(({ by }) => by))].map((by) => {
          const said = captions.filter((caption) => caption.by === by);
          const first = said[0]?.text;
          const answers = said.map(({ prompt, text }) => ({ prompt, text }));
          return [choices[by], { 'coyo-wds': first, 'coyo-wds-recap': first, answers }];
        }),
      ),
    })),
  );
}, 120_000);

test('ShareGPT is found as LLaMA-Factory finds it, with one mark an image', async () => {
  const { found, records } = await throughOfficialReader<{ turns: [string, string][] }>('sharegpt');
  const plain = (text: string) => text.replaceAll('<image>', '<IMAGE>');
  expect(found).toEqual(
    records.map((record) => ({
      turns: conversation(record).map(({ from, value }, index) => [
        from,
        `${index === 0 ? '<image>\n' : ''}${plain(value)}`,
      ]),
      images: [true],
    })),
  );
  for (const { turns } of found)
    expect(turns.flatMap(([, text]) => text.match(/<image>/g) ?? [])).toHaveLength(1);
}, 120_000);
