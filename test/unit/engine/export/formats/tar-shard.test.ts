import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { expect, test } from 'vitest';
import { tarHeader } from '../../../../../main/engine/export/formats/tar-header.ts';
import { TarShard } from '../../../../../main/engine/export/formats/tar-shard.ts';
import { OutputFolder } from '../../../../../main/engine/export/output.ts';
import { temporaryFolder } from '../../../../temporary.ts';

test('what is packed is what other programs unpack, whatever its length', async () => {
  const folder = temporaryFolder('tar');
  const shard = new TarShard(await new OutputFolder(folder).create('0.tar'));
  const samples = [0, 1, 511, 512, 513, 70_000].map((bytes, at) => ({
    key: `0000${at}`,
    picture: Buffer.alloc(bytes, at + 1),
    text: `ein Text mit Ü, Nummer ${at}`,
  }));
  for (const { key, picture, text } of samples) await shard.add(key, { jpg: picture, txt: text });
  const { size } = shard;
  await shard.close();
  const file = join(folder, '0.tar');
  const bytes = readFileSync(file);
  expect(bytes.length).toBe(size + 1024);
  expect(bytes.length % 512).toBe(0);

  const found: [string, Buffer][] = [];
  const tar = extract();
  Readable.from([bytes]).pipe(tar);
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    expect(entry.header).toMatchObject({ type: 'file', mode: 0o644, mtime: new Date(0) });
    found.push([entry.header.name, Buffer.concat(chunks)]);
  }
  const expected = samples.flatMap(({ key, picture, text }): [string, Buffer][] => [
    [`${key}.jpg`, picture],
    [`${key}.txt`, Buffer.from(text)],
  ]);
  expect(found).toEqual(expected);
  expect(execFileSync('tar', ['-tf', file], { encoding: 'utf8' }).trim().split('\n')).toEqual(
    expected.map(([name]) => name),
  );
});

test('what the form has no room for is refused', () => {
  expect(tarHeader('a'.repeat(100), 0)).toHaveLength(512);
  expect(() => tarHeader('ü'.repeat(51), 0)).toThrow(/too long/);
  expect(() => tarHeader('a', 8 ** 11)).toThrow(/too large/);
});
