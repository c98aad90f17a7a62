/** What strangers' folders hold (promise 10): each bad item is quarantined with its reason, and what stands beside it is still read. */
import { execFileSync } from 'node:child_process';
import { chmod, link, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Files, folderOf, jpeg, put, read, record } from './temporary-folder.ts';

const good = { 'images/good.jpg': jpeg };
const goodRecord = record('images/good.jpg', '<image>\nwhat is it?', 'a red field.');
const goodTurns = [{ user: 'what is it?', assistant: 'a red field.' }];

/** Records of a list beside a good one. */
test.for([
  ['../../secret.jpg', "its image's path leads out of the set's folder"],
  ['images/../../secret.jpg', "its image's path leads out of the set's folder"],
  ['images\\..\\..\\secret.jpg', "its image's path leads out of the set's folder"],
  ['images/..', "its image's path leads out of the set's folder"],
  ['/etc/passwd.jpg', "its image's path is absolute; it must lie in the set's folder"],
  ['//server/share/a.jpg', "its image's path is absolute; it must lie in the set's folder"],
  ['\\\\server\\share\\a.jpg', "its image's path is absolute; it must lie in the set's folder"],
  ['C:\\secret.jpg', "its image's path is absolute; it must lie in the set's folder"],
  ['c:secret.jpg', "its image's path is absolute; it must lie in the set's folder"],
  ['https://example.org/a.jpg', 'its image is an address; nothing is ever fetched'],
  [' FILE:///etc/passwd.jpg', 'its image is an address; nothing is ever fetched'],
  ['data:image/png;base64,AAAA', 'its image is an address; nothing is ever fetched'],
  ['images/good.jpg\0.png', "its image's path holds control characters"],
  ['images/good\n.jpg', "its image's path holds control characters"],
  [`${'a/'.repeat(3000)}a.jpg`, "its image's path is longer than 4,096 characters"],
  ['images/missing.jpg', 'its image is missing or was refused'],
  ['images', 'its image has no ending of an image file; it was not opened'],
  ['weights.pkl', 'its image has no ending of an image file; it was not opened'],
  ['constructor', 'its image has no ending of an image file; it was not opened'],
] as const)('a record about %j', async ([image, reason]) => {
  const outer = await folderOf({
    'secret.jpg': jpeg,
    'data/pretrain/weights.pkl': 'cos\nsystem',
    'data/pretrain/images/good.jpg': jpeg,
    'data/pretrain/llava.json': [record(image, 'what?', 'a secret.'), goodRecord],
  });
  const { images, quarantined } = await read(join(outer, 'data'));
  expect(images.map(({ name, turns }) => ({ name, turns }))).toEqual([
    { name: 'good.jpg', turns: goodTurns },
  ]);
  expect(quarantined.filter(({ file }) => file.endsWith('llava.json'))).toEqual([
    expect.objectContaining({ set: 'pretrain', position: expect.stringMatching(/^record 1\b/), reason }),
  ]);
});

interface Case {
  readonly files?: Files;
  /** What cannot be written as a file's content. */
  readonly prepare?: (folder: string, outside: string) => Promise<void>;
  readonly set?: string;
  /** Of the file that is quarantined. */
  readonly file: string;
  readonly position?: string;
  readonly reason: string;
}

const cases: Record<string, Case> = {
  'an image that is a link out of the folder': {
    prepare: (folder, outside) => symlink(join(outside, 'secret.jpg'), join(folder, 'images', 'link.jpg')),
    file: 'images/link.jpg',
    reason: 'it is a link that leads out of the dataset',
  },
  'a text that is a link out of the folder': {
    prepare: (folder, outside) => symlink(join(outside, 'secret.txt'), join(folder, 'images', 'good.txt')),
    file: 'images/good.txt',
    reason: 'it is a link that leads out of the dataset',
  },
  'a list that is a link out of the folder': {
    prepare: (folder, outside) => symlink(join(outside, 'secret.json'), join(folder, 'more.json')),
    file: 'more.json',
    reason: 'it is a link that leads out of the dataset',
  },
  'a folder that is a link out of the folder': {
    prepare: (folder, outside) => symlink(outside, join(folder, 'images', 'more')),
    file: 'images/more',
    reason: 'it is a link that leads out of the dataset',
  },
  'a link in a circle': {
    prepare: (folder) => symlink('..', join(folder, 'images', 'round')),
    file: 'images/round',
    reason: 'it is a link to a folder; such links are not followed',
  },
  'a link to itself': {
    prepare: (folder) => symlink('self.jpg', join(folder, 'images', 'self.jpg')),
    file: 'images/self.jpg',
    reason: 'it is a link that leads nowhere',
  },
  'a pipe named as an image': {
    prepare: async (folder) => void execFileSync('mkfifo', [join(folder, 'images', 'pipe.jpg')]),
    file: 'images/pipe.jpg',
    reason: 'it is not a plain file',
  },
  'a pipe behind a link': {
    prepare: async (folder) => {
      execFileSync('mkfifo', [join(folder, 'images', 'pipe')]);
      await symlink('pipe', join(folder, 'images', 'link.json'));
    },
    file: 'images/link.json',
    reason: 'it is not a plain file',
  },
  'a folder named as an image': {
    prepare: (folder) => put(join(folder, 'images', 'folder.jpg', 'note.txt'), 'a note'),
    file: 'images/folder.jpg/note.txt',
    position: 'text',
    reason: 'no image has its name',
  },
  'folders without end': {
    prepare: async (folder) => void (await mkdir(join(folder, 'deep/'.repeat(40)), { recursive: true })),
    file: 'deep/'.repeat(21).slice(0, -1),
    reason: 'it lies more than 20 folders deep',
  },
  'a name that is not UTF-8': {
    prepare: (folder) =>
      writeFile(
        Buffer.concat([Buffer.from(`${folder}/images/`), Buffer.from([0xe9]), Buffer.from('.jpg')]),
        jpeg,
      ),
    file: 'images/\ufffd.jpg',
    reason: 'its name holds control characters, backslashes or what is not UTF-8',
  },
  'a name with a line end': {
    files: { 'images/two\nlines.jpg': jpeg },
    file: 'images/two\nlines.jpg',
    reason: 'its name holds control characters, backslashes or what is not UTF-8',
  },
  'a name that would be a path elsewhere': {
    files: { 'images/a\\..\\secret.jpg': jpeg },
    file: 'images/a\\..\\secret.jpg',
    reason: 'its name holds control characters, backslashes or what is not UTF-8',
  },
  'two images of one name': {
    files: { 'good.jpg': jpeg },
    file: 'images/good.jpg',
    reason: 'another image of the set has the same name',
  },
  'two names that differ only in how an accent is composed': {
    files: { 'images/\u00e9.jpg': jpeg, 'images/e\u0301.jpg': jpeg },
    file: 'images/\u00e9.jpg',
    reason: 'another image of the set has the same name',
  },
  'a text without an image': {
    files: { 'images/lost.txt': 'a cat' },
    file: 'images/lost.txt',
    position: 'text',
    reason: 'no image has its name',
  },
  'a text in another encoding': {
    files: { 'images/good.txt': Buffer.from('caf\u00e9', 'latin1') },
    file: 'images/good.txt',
    position: 'text',
    reason: 'it is not UTF-8',
  },
  'a text of zeros': {
    files: { 'images/good.txt': Buffer.alloc(64) },
    file: 'images/good.txt',
    position: 'text',
    reason: 'it says nothing',
  },
  'a caption of a megabyte': {
    files: { 'images/good.txt': 'cat '.repeat(250_000) },
    file: 'images/good.txt',
    position: 'text',
    reason: 'it is larger than 400 kB',
  },
  'a caption just too long': {
    files: { 'images/good.txt': 'c'.repeat(100_001) },
    file: 'images/good.txt',
    position: 'text',
    reason: 'a text is longer than 100,000 characters',
  },
  'a list larger than is read': {
    prepare: async (folder) => {
      await writeFile(join(folder, 'huge.json'), '[');
      await truncate(join(folder, 'huge.json'), 1e9 + 1);
    },
    file: 'huge.json',
    reason: 'it is larger than 1 GB',
  },
  'a JSON file of something else': {
    files: { 'dataset_info.json': { name: 'mine' } },
    file: 'dataset_info.json',
    reason: 'it is not a JSON list',
  },
  'a list that breaks off': {
    files: { 'more.json': `[${JSON.stringify(record('images/gone.jpg', 'a', 'b')).slice(0, 30)}` },
    file: 'more.json',
    position: 'record 1',
    reason: 'the file breaks off here; what stood before was kept',
  },
  'an empty list file': {
    files: { 'more.json': '' },
    file: 'more.json',
    reason: 'it is not a JSON list',
  },
  'the same record twice': {
    files: { 'more.json': [goodRecord] },
    file: 'more.json',
    position: 'record 1, image "images/good.jpg"',
    reason: 'it repeats an earlier record',
  },
  'pickles and weights': {
    files: { 'a.pkl': 'cos\nsystem', 'images/b.pkl': '', 'weights.pt': '', 'model.bin': '' },
    file: '',
    position: '2 files',
    reason: 'files ending in .pkl were not opened',
  },
  'an archive': {
    files: { 'images.tar': Buffer.alloc(1024) },
    file: '',
    position: '1 file',
    reason: 'files ending in .tar were not opened',
  },
  'an image of instruction data about which nothing is said': {
    files: { 'sft/images/silent.jpg': jpeg, 'sft/images/good.jpg': jpeg, 'sft/llava.json': [goodRecord] },
    set: 'sft',
    file: 'images/silent.jpg',
    position: 'image',
    reason: 'nothing is said about it',
  },
  'instruction data without an answer': {
    files: {
      'sft/images/good.jpg': jpeg,
      'sft/llava.json': [goodRecord, record('good.jpg', 'what?', '')],
    },
    set: 'sft',
    file: 'llava.json',
    position: 'record 2, image "good.jpg"',
    reason: 'an answer is empty; what else is said was kept',
  },
};

test.for(Object.entries(cases))('%s', async ([, { files = {}, prepare, set = 'pretrain', ...expected }]) => {
  const outside = await folderOf({
    'secret.jpg': jpeg,
    'secret.txt': 'a secret',
    'secret.json': [goodRecord],
  });
  const own = set === 'pretrain' ? { ...good, 'llava.json': [goodRecord] } : good;
  const folder = await folderOf({ ...own, ...files });
  await prepare?.(folder, outside);
  const at = set === 'pretrain' ? folder : join(folder, set);
  const { images, quarantined } = await read(folder, set);
  expect(quarantined).toContainEqual({
    set,
    file: join(at, expected.file),
    position: expected.position ?? 'file',
    reason: expected.reason,
  });
  const kept = images.find(({ name }) => name === 'good.jpg');
  expect(kept?.turns).toEqual(goodTurns);
  for (const { file } of images) expect(file.startsWith(at)).toBe(true);
});

test('a link to another file of the same folder is followed, and its target is what is named', async () => {
  const folder = await folderOf({ 'pretrain/llava.json': [goodRecord], 'raw/1.jpg': jpeg });
  await mkdir(join(folder, 'pretrain', 'images'));
  await symlink('../../raw/1.jpg', join(folder, 'pretrain', 'images', 'good.jpg'));
  const { images, quarantined } = await read(folder);
  expect(images).toEqual([
    { set: 'pretrain', file: join(folder, 'raw', '1.jpg'), name: 'good.jpg', turns: goodTurns },
  ]);
  expect(quarantined).toEqual([]);
});

test('a second name of one file is an image of its own', async () => {
  const folder = await folderOf(good);
  await link(join(folder, 'images/good.jpg'), join(folder, 'images/twin.jpg'));
  expect((await read(folder)).names).toEqual(['good.jpg', 'twin.jpg']);
});

test.skipIf(process.getuid?.() === 0)('what may not be read is quarantined', async () => {
  const folder = await folderOf({ ...good, 'closed/a.jpg': jpeg, 'images/good.txt': 'a cat' });
  await chmod(join(folder, 'closed'), 0);
  await chmod(join(folder, 'images/good.txt'), 0);
  const { names, quarantined } = await read(folder);
  await chmod(join(folder, 'closed'), 0o700);
  expect(names).toEqual(['good.jpg']);
  expect(quarantined.map(({ reason }) => reason)).toEqual([
    'the folder cannot be opened (EACCES)',
    'it cannot be opened (EACCES)',
  ]);
});

test('a list of broken records does not fill the memory with complaints', async () => {
  const folder = await folderOf({ ...good, 'llava.json': `[${'1,'.repeat(100_500)}1]` });
  const { quarantined } = await read(folder);
  expect(quarantined).toHaveLength(100_001);
  expect(quarantined.at(-1)).toMatchObject({
    position: '501 more records',
    reason: 'they are broken too and not listed one by one',
  });
});

test('a thousand conversations about one image are kept, and no more', async () => {
  const records = Array.from({ length: 1002 }, (_, index) =>
    record('images/good.jpg', 'which?', `${index}.`),
  );
  const folder = await folderOf({ ...good, 'llava.json': records });
  const { images, quarantined } = await read(folder);
  expect(images[0]?.turns).toHaveLength(1000);
  expect(quarantined.map(({ reason }) => reason)).toEqual(
    Array(2).fill('more than 1,000 records are about its image'),
  );
});
