/** What a folder of any format gives, and files of the formats to be read. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { pack } from 'tar-stream';
import { inspect, readSamples } from '../../../../../main/engine/formats/sources/read-samples.ts';
import type { Sample } from '../../../../../main/engine/formats/sources/reader.ts';
import { openSource } from '../../../../../main/engine/formats/sources/source-folder.ts';
import type { Mapping } from '../../../../../shared/data.ts';

export async function readFolder(path: string, mapping: Partial<Mapping> = {}) {
  const opened = await inspect(await openSource(path), { mapping });
  const samples: Sample[] = [];
  const refused: [position: string, reason: string][] = [];
  for await (const item of readSamples(opened)) {
    if ('refused' in item) refused.push([item.position, item.refused]);
    else samples.push(item);
  }
  return {
    format: opened.reader.format,
    mapping: opened.mapping,
    fields: opened.fields,
    samples,
    refused,
    /** Image names with what is answered. */
    said: samples.map(({ name, turns }) => [name, ...turns.map(({ assistant }) => assistant)]),
  };
}

type Member = { name: string; content?: string | Uint8Array; type?: 'symlink' | 'link'; linkname?: string };

export async function tarOf(members: readonly Member[]): Promise<Buffer> {
  const tar = pack();
  for (const { content, ...header } of members) tar.entry(header, (content ?? '') as string);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

type Columns = Parameters<typeof parquetWriteBuffer>[0]['columnData'];

export const parquetOf = (columnData: Columns, options: object = {}): Uint8Array =>
  new Uint8Array(parquetWriteBuffer({ columnData, ...options }));
