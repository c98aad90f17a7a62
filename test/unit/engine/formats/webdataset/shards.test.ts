/** Tars as strangers make them: nothing is unpacked to a path, nothing is followed, and what is whole is still read. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readFolder, tarOf } from '../sources/reading.ts';
import { folderOf, jpeg } from '../temporary-folder.ts';

const good = [
  { name: 'good.jpg', content: jpeg },
  { name: 'good.txt', content: 'a field.' },
];
const goodSaid = [['0/good', 'a field.']];

const read = async (tar: Uint8Array, name = '0.tar') => readFolder(await folderOf({ [name]: tar }));

test.for([
  ['../secret.jpg', 'its path leads out of the archive'],
  ['a/../../secret.jpg', 'its path leads out of the archive'],
  ['a\\..\\..\\secret.jpg', 'its path leads out of the archive'],
  ['/etc/passwd.jpg', 'its path in the archive is absolute'],
  ['C:\\secret.jpg', 'its path in the archive is absolute'],
  ['two\nlines.jpg', 'its name holds control characters, what is not UTF-8, or more than 4,096 characters'],
  [
    `${'a/'.repeat(2500)}a.jpg`,
    'its name holds control characters, what is not UTF-8, or more than 4,096 characters',
  ],
] as const)('a member called %j', async ([name, reason]) => {
  const { said, refused } = await read(await tarOf([{ name, content: jpeg }, ...good]));
  expect(said).toEqual(goodSaid);
  expect(refused).toEqual([[expect.stringMatching(/^member /), reason]]);
});

test('links in an archive are not followed', async () => {
  const { said, refused } = await read(
    await tarOf([
      { name: 'a.jpg', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'b.jpg', type: 'link', linkname: 'good.jpg' },
      ...good,
    ]),
  );
  expect(said).toEqual(goodSaid);
  expect(refused).toEqual([
    ['member "a.jpg"', 'it is a link in an archive; links are not followed'],
    ['member "b.jpg"', 'it is a link in an archive; links are not followed'],
  ]);
});

test('pickles in an archive are refused with an explanation, other members are counted', async () => {
  const { said, refused } = await read(
    await tarOf([
      ...good,
      { name: 'good.pkl', content: 'cos\nsystem\n' },
      { name: 'good.cls', content: '1' },
      { name: 'other.cls', content: '1' },
    ]),
  );
  expect(said).toEqual(goodSaid);
  expect(refused).toEqual([
    ['member "good.pkl"', expect.stringMatching(/pickle, which can run code/)],
    ['2 members', 'members ending in .cls were not opened'],
  ]);
});

test('a key that comes again', async () => {
  const { said, refused } = await read(
    await tarOf([...good, { name: 'b.jpg', content: jpeg }, { name: 'good.jpg', content: jpeg }]),
  );
  expect(said).toEqual([...goodSaid, ['0/b']]);
  expect(refused).toEqual([['sample "good"', 'an earlier sample has the same key']]);
});

test('texts and JSON that are broken or too long', async () => {
  const { said, refused } = await read(
    await tarOf([
      { name: 'a.jpg', content: jpeg },
      { name: 'a.json', content: '{"caption": ' },
      { name: 'b.jpg', content: jpeg },
      { name: 'b.txt', content: Buffer.from('caf\u00e9', 'latin1') },
      { name: 'c.jpg', content: jpeg },
      { name: 'c.txt', content: 'cat '.repeat(250_000) },
      { name: 'd.jpg', content: jpeg },
      { name: 'd.json', content: '[1]' },
      ...good,
    ]),
  );
  expect(said).toEqual([['0/a'], ['0/b'], ['0/c'], ['0/d'], ...goodSaid]);
  expect(refused).toEqual([
    ['member "a.json"', 'it is not JSON'],
    ['member "b.txt"', 'it is not UTF-8'],
    ['member "c.txt"', 'it is larger than 0.4 MB'],
    ['member "d.json"', 'it is not an object'],
  ]);
});

test('an archive that breaks off gives what stood before', async () => {
  const whole = await tarOf([...good, { name: 'late.jpg', content: Buffer.alloc(100_000, 1) }]);
  const { said, refused } = await read(whole.subarray(0, 50_000));
  expect(said).toEqual(goodSaid);
  expect(refused).toEqual([['end', 'the archive breaks off or is damaged here; what stood before was kept']]);
});

test('a member whose header lies about its size is not gathered', async () => {
  const whole = await tarOf([...good, { name: 'late.jpg', content: jpeg }]);
  const header = whole.indexOf('late.jpg');
  whole.write('77777777777\0', header + 124, 'latin1');
  let sum = 8 * 32;
  for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += whole[header + at] as number;
  whole.write(`${sum.toString(8).padStart(6, '0')}\0 `, header + 148, 'latin1');
  const { said, refused } = await read(whole);
  expect(said).toEqual(goodSaid);
  expect(refused[0]).toEqual(['member "late.jpg"', 'it is larger than 64 MB']);
});

test('a packed archive is read, and one that is a bomb ends early', async () => {
  expect((await read(gzipSync(await tarOf(good)), '0.tar.gz')).said).toEqual(goodSaid);
  // A header for a name of 400 MB, which packs to a few hundred kilobytes, would have to be gathered.
  const header = (await tarOf([{ name: '././@LongLink', content: '' }])).subarray(0, 512);
  const size = 400e6;
  header.write('L', 156, 'latin1');
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  let sum = 8 * 32;
  for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += header[at] as number;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  const before = process.memoryUsage().rss;
  const tar = Buffer.concat([(await tarOf(good)).subarray(0, -1024), header, Buffer.alloc(size, 97)]);
  const packed = gzipSync(tar, { level: 1 });
  const { said, refused } = await read(packed, '0.tar.gz');
  expect(said).toEqual(goodSaid);
  expect(refused).toEqual([['end', 'the archive breaks off or is damaged here; what stood before was kept']]);
  expect(process.memoryUsage().rss - before).toBeLessThan(900e6);
}, 60_000);

test('a file called .tar that is none, and a zip', async () => {
  const folder = await folderOf({
    '0.tar': Buffer.alloc(2048),
    '1.tar': await tarOf(good),
    'a.zip': 'PK\x03\x04rest',
  });
  const { said, refused } = await readFolder(folder);
  expect(said).toEqual([['1/good', 'a field.']]);
  expect(refused).toEqual([
    ['file', 'zip archives are not opened; unpack it, or write it as a tar'],
    ['1 file', 'files ending in .tar were not opened'],
  ]);
});
