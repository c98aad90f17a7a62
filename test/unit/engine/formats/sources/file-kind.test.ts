import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { kindOf } from '../../../../../main/engine/formats/sources/file-kind.ts';
import { folderOf, jpeg } from '../temporary-folder.ts';
import { parquetOf, tarOf } from './reading.ts';

test('files are told by their content, whatever they are called', async () => {
  const tar = await tarOf([{ name: 'a.txt', content: 'a' }]);
  const oldTar = Buffer.from(tar);
  // The oldest tars have no magic word; their checksum is of the header without it.
  oldTar.fill(0, 257, 265);
  let sum = 8 * 32;
  for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += oldTar[at] as number;
  oldTar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  const files: Record<string, [content: string | Uint8Array, kind: string]> = {
    'a.json': [parquetOf([{ name: 'a', data: ['b'] }]), 'parquet'],
    'b.parquet': [tar, 'tar'],
    'c.dat': [oldTar, 'tar'],
    'd.json': [gzipSync(tar), 'tar.gz'],
    'e.tar': [gzipSync('no tar'), 'other'],
    'f.tar': ['PK\x03\x04', 'zip'],
    'g.json': [Buffer.from([0x80, 4, 0x95, 0]), 'pickle'],
    'h.pkl': ['[1]', 'pickle'],
    'i.json': ['\ufeff \n[{"a": 1}]', 'json-list'],
    'j.json': ['{"a": 1}\n{"a": 2}\n', 'json-lines'],
    'k.jsonl': ['{"a": 1}', 'json-lines'],
    'l.json': ['{\n  "a": [1]\n}', 'json-object'],
    'm.json': ['{"a": [1]}', 'json-object'],
    'n.csv': ['a,b\n1,2\n', 'table'],
    'o.tsv': ['a\tb\n', 'table'],
    'p.txt': ['a\tb\n', 'other'],
    'q.bmp2': [jpeg, 'other'],
    'r.json': ['', 'other'],
    's.tar': [Buffer.alloc(2048), 'other'],
  };
  const folder = await folderOf(
    Object.fromEntries(Object.entries(files).map(([name, [content]]) => [name, content])),
  );
  expect(Object.keys(files).map((name) => [name, kindOf(join(folder, name))])).toEqual(
    Object.entries(files).map(([name, [, kind]]) => [name, kind]),
  );
  expect(kindOf(join(folder, 'gone.json'))).toBe('other');
});
