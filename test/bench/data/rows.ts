/** A million captions without pictures from parquet, as COYO has them, into an experiment. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';
import { imageSizeOf } from '../../../main/engine/models/known.ts';
import { placesOf } from '../../../main/engine/places.ts';
import { importSources } from '../../../main/engine/steps/sources/import-sources.ts';
import { placed } from '../../../main/engine/steps/sources/source-sets.ts';
import { openForWriting } from '../../../main/engine/store/index.ts';
import type { Figure } from '../figures.ts';

const rows = 1_000_000;
const ofFile = 250_000;

export async function figures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'squared-bench-rows-'));
  try {
    const data = join(folder, 'coyo');
    mkdirSync(data);
    for (let from = 0; from < rows; from += ofFile) await write(join(data, `${from}.parquet`), from);
    const places = placesOf(join(folder, 'experiment'));
    mkdirSync(places.folder);
    const db = openForWriting(places.database);
    let most = 0;
    const nothing = () => {};
    const cpu = process.cpuUsage();
    const began = performance.now();
    const context = {
      db,
      places,
      imageSize: imageSizeOf('pico'),
      signal: new AbortController().signal,
      progress: (done: number) => {
        if (done % 10_000 === 0) most = Math.max(most, process.memoryUsage().rss);
      },
      log: nothing,
    };
    const { waiting } = await importSources(placed([{ path: data, role: 'pretraining' }]), context);
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    console.log(`rows: ${((user + system) / 1e6).toFixed(1)} s of processor time`);
    db.close();
    if (waiting !== rows) throw new Error(`${waiting} rows were imported instead of ${rows}.`);
    return [
      { name: '1,000,000 text-only rows from parquet', value: seconds, unit: 's', goal: 60, least: true },
      { name: 'memory of the whole process meanwhile', value: most / 1e6, unit: 'MB', goal: null },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(filename: string, from: number): Promise<void> {
  const each = <T>(of: (row: number) => T): T[] => Array.from({ length: ofFile }, (_, at) => of(from + at));
  await parquetWriteFile({
    filename,
    rowGroupSize: 10_000,
    columnData: [
      { name: 'id', data: each((row) => BigInt(row)), type: 'INT64' },
      { name: 'url', data: each((row) => `https://example.org/pictures/${row}.jpg`) },
      {
        name: 'text',
        data: each((row) => `Photograph number ${row} of a harbour at dusk, for sale as a print`),
      },
      { name: 'width', data: each(() => 640), type: 'INT32' },
      { name: 'height', data: each(() => 480), type: 'INT32' },
      { name: 'image_phash', data: each((row) => row.toString(16).padStart(16, '0')) },
      { name: 'clip_similarity_vitb32', data: each((row) => (row % 100) / 250), type: 'DOUBLE' },
      { name: 'clip_similarity_vitl14', data: each((row) => (row % 90) / 250), type: 'DOUBLE' },
    ],
  });
}
