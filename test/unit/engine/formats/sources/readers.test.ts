/** Each format as its makers write it: told by its content, its images found and every caption and turn kept. */
import { expect, test } from 'vitest';
import { folderOf, jpeg, picture, record } from '../temporary-folder.ts';
import { parquetOf, readFolder, tarOf } from './reading.ts';

const brief = 'describe the image briefly.';
const png = await picture().png().toBuffer();

test('LLaVA JSON as a list and as lines, with several records about one image', async () => {
  const folder = await folderOf({
    'images/coco/1.jpg': jpeg,
    'images/2.jpg': jpeg,
    'train.json': [
      { id: '1', ...record('coco/1.jpg', '<image>\nwhat is it?', 'a field.', 'and its colour?', 'red.') },
      { id: '1', ...record('images/coco/1.jpg', 'where?\n<image>', 'here.') },
    ],
    'more.jsonl': `${JSON.stringify(record('2.jpg', '<image>', 'another.'))}\n`,
  });
  const { format, samples, refused } = await readFolder(folder);
  expect(format).toBe('llava');
  expect(samples.map(({ name, turns }) => [name, turns])).toEqual([
    ['images/2.jpg', [{ user: brief, assistant: 'another.' }]],
    [
      'images/coco/1.jpg',
      [
        { user: 'what is it?', assistant: 'a field.' },
        { user: 'and its colour?', assistant: 'red.' },
      ],
    ],
    ['images/coco/1.jpg', [{ user: 'where?', assistant: 'here.' }]],
  ]);
  expect(refused).toEqual([]);
});

test('ShareGPT with OpenAI messages, also in parts', async () => {
  const folder = await folderOf({
    'data.json': [
      {
        messages: [
          { role: 'system', content: 'be brief.' },
          { role: 'user', content: '<image>what is it?' },
          { role: 'assistant', content: 'a field.' },
        ],
        images: ['a.jpg'],
      },
      {
        messages: [
          { role: 'user', content: [{ type: 'image' }, { type: 'text', text: 'which colour?' }] },
          { role: 'assistant', content: [{ type: 'text', text: 'red.' }] },
        ],
        images: ['b.jpg'],
      },
      { messages: [{ role: 'tool', content: 'x' }], images: ['b.jpg'] },
      {
        messages: [
          { role: 'user', content: '<image><image>which?' },
          { role: 'assistant', content: 'both.' },
        ],
        images: ['a.jpg', 'b.jpg'],
      },
    ],
    'a.jpg': jpeg,
    'b.jpg': jpeg,
  });
  const { format, samples, refused } = await readFolder(folder);
  expect(format).toBe('share-gpt');
  expect(samples.map(({ name, turns, remark }) => [name, turns, remark])).toEqual([
    [
      'a.jpg',
      [{ user: 'what is it?', assistant: 'a field.' }],
      'its message to the system was left out; its turns were kept',
    ],
    ['b.jpg', [{ user: 'which colour?', assistant: 'red.' }], null],
  ]);
  expect(refused).toEqual([
    ['record 3', 'its conversation is not question and answer by turns'],
    ['record 4', 'it names several images; one image a conversation is read'],
  ]);
});

test('LLaMA-Factory: dataset_info.json names the files, their columns and tags', async () => {
  const folder = await folderOf({
    'dataset_info.json': {
      mine: {
        file_name: 'mine.json',
        formatting: 'sharegpt',
        columns: { messages: 'talk', images: 'pics' },
        tags: { role_tag: 'who', content_tag: 'says', user_tag: 'me', assistant_tag: 'it' },
      },
      alpaca: {
        file_name: 'alpaca.json',
        columns: { prompt: 'instruction', query: 'input', response: 'output', images: 'images' },
      },
      hub: { hf_hub_url: 'someone/else' },
      outside: { file_name: '../secret.json' },
    },
    'mine.json': [
      {
        talk: [
          { who: 'me', says: '<image>what?' },
          { who: 'it', says: 'red.' },
        ],
        pics: ['pics/a.jpg'],
      },
    ],
    'alpaca.json': [
      { instruction: 'what is it?', input: 'be brief.', output: 'a field.', images: ['pics/b.jpg'] },
    ],
    'pics/a.jpg': jpeg,
    'pics/b.jpg': jpeg,
  });
  const { format, samples, refused } = await readFolder(folder);
  expect(format).toBe('llama-factory');
  expect(samples.map(({ name, turns }) => [name, turns])).toEqual([
    ['pics/a.jpg', [{ user: 'what?', assistant: 'red.' }]],
    ['pics/b.jpg', [{ user: 'what is it? be brief.', assistant: 'a field.' }]],
  ]);
  expect(refused).toEqual([]);
});

test('WebDataset as img2dataset writes it, packed or not', async () => {
  const members = (key: string, text: string) => [
    { name: `${key}.jpg`, content: jpeg },
    {
      name: `${key}.json`,
      content: JSON.stringify({
        url: `https://example.org/${key}`,
        caption: text,
        key,
        status: 'success',
        clip_score: 0.3,
      }),
    },
    { name: `${key}.txt`, content: text },
  ];
  const folder = await folderOf({
    '00000.tar': await tarOf([...members('000000000', 'a field.'), ...members('000000001', 'a red field.')]),
    '00001.tar': await tarOf([
      { name: './000010000.png', content: png },
      { name: './000010000.txt', content: 'png.' },
    ]),
    '00000.parquet': parquetOf([{ name: 'url', data: ['x'] }]),
    '00000_stats.json': { count: 2 },
  });
  const { format, said, samples, mapping, refused } = await readFolder(folder);
  expect(format).toBe('webdataset');
  expect(said).toEqual([
    ['00000/000000000', 'a field.'],
    ['00000/000000001', 'a red field.'],
    ['00001/000010000'],
  ]);
  expect(mapping).toMatchObject({ image: 'image', text: 'caption', address: 'url', scores: ['clip_score'] });
  expect(samples[0]).toMatchObject({
    picture: { bytes: jpeg },
    address: 'https://example.org/000000000',
    scores: { clip_score: 0.3 },
  });
  expect((await readFolder(folder, { text: 'txt' })).said.at(-1)).toEqual(['00001/000010000', 'png.']);
  expect(refused).toEqual([]);
});

test('VILA WebDataset: the list says which shards there are', async () => {
  const shard = await tarOf([
    { name: 'a.jpg', content: jpeg },
    { name: 'a.json', content: '{"caption":"a field."}' },
  ]);
  const folder = await folderOf({
    'wids-meta.json': {
      name: 'mine',
      __kind__: 'VILA-WebDataset',
      wids_version: 1,
      shardlist: [
        { url: '00000.tar', nsamples: 1, filesize: 1 },
        { url: '00001.tar', nsamples: 3 },
        { url: 'https://example.org/00002.tar', nsamples: 1 },
        { url: '../00003.tar', nsamples: 1 },
      ],
    },
    '00000.tar': shard,
    '00001.tar': shard,
    'unlisted.tar': shard,
  });
  const { format, said, refused } = await readFolder(folder);
  expect(format).toBe('vila-webdataset');
  expect(said).toEqual([
    ['00000/a', 'a field.'],
    ['00001/a', 'a field.'],
  ]);
  const missing = 'the shard is listed and not in the folder; nothing is fetched';
  expect(refused).toEqual([
    ['1 file', 'files ending in .tar were not opened'],
    ['shard "00001.tar"', 'the list says 3 samples, the shard has 1; those were taken'],
    ['shard "https://example.org/00002.tar"', missing],
    ['shard "../00003.tar"', missing],
  ]);
});

test('parquet with pictures in it, and with their paths', async () => {
  const inside = await folderOf({
    'data/train-00000-of-00001.parquet': parquetOf([
      { name: 'jpg', data: [new Uint8Array(jpeg), new Uint8Array(png)], type: 'BYTE_ARRAY' },
      { name: 'caption', data: ['a field.', 'a red field.'] },
      { name: 'similarity', data: [0.25, 0.5], type: 'DOUBLE' },
    ]),
  });
  const first = await readFolder(inside);
  expect(first.format).toBe('parquet');
  expect(first.said).toEqual([
    ['data/train-00000-of-00001/1', 'a field.'],
    ['data/train-00000-of-00001/2', 'a red field.'],
  ]);
  expect(first.samples[1]).toMatchObject({
    picture: { bytes: new Uint8Array(png) },
    scores: { similarity: 0.5 },
  });
  const beside = await folderOf({
    'a.parquet': parquetOf([
      { name: 'image', data: ['pics/a.jpg', 'pics/b.jpg'] },
      { name: 'caption', data: ['a field.', 'gone.'] },
    ]),
    'pics/a.jpg': jpeg,
  });
  const second = await readFolder(beside);
  expect(second.said).toEqual([['pics/a.jpg', 'a field.']]);
  expect(second.refused).toEqual([['row 2', 'its image is missing or was refused']]);
});

test('COYO and Recap-DataComp bring texts that wait for their image', async () => {
  const coyo = await folderOf({
    'part-0.parquet': parquetOf([
      { name: 'id', data: [1n, 2n], type: 'INT64' },
      { name: 'url', data: ['https://example.org/1', 'https://example.org/2'] },
      { name: 'text', data: ['one.', 'two.'] },
      { name: 'width', data: [640, 640], type: 'INT32' },
      { name: 'image_phash', data: ['a', 'b'] },
      { name: 'clip_similarity_vitb32', data: [0.2, 0.3], type: 'DOUBLE' },
      { name: 'aesthetic_score_laion_v2', data: [4, 5], type: 'DOUBLE' },
    ]),
  });
  const one = await readFolder(coyo);
  expect(one.format).toBe('coyo');
  expect(one.samples[1]).toMatchObject({
    picture: null,
    address: 'https://example.org/2',
    turns: [{ user: brief, assistant: 'two.' }],
    scores: { clip_similarity_vitb32: 0.3, aesthetic_score_laion_v2: 5 },
  });
  const sha256 = 'ab'.repeat(32);
  const recap = await folderOf({
    '0.parquet': parquetOf([
      { name: 'url', data: ['https://example.org/1'] },
      { name: 're_caption', data: ['at length.'] },
      { name: 'org_caption', data: ['short.'] },
      { name: 'sha256', data: [sha256] },
      { name: 're_clip_score', data: [0.4], type: 'DOUBLE' },
    ]),
  });
  const two = await readFolder(recap);
  expect(two.format).toBe('recap-datacomp');
  expect(two.samples).toMatchObject([{ picture: null, sha256, turns: [{ assistant: 'at length.' }] }]);
  expect((await readFolder(recap, { text: 'org_caption' })).samples[0]?.turns[0]?.assistant).toBe('short.');
});

test('BLIP captions, one or several an image', async () => {
  const folder = await folderOf({
    'ccs.json': [
      { image: 'a.jpg', caption: 'a field.' },
      { image: 'b.jpg', caption: ['a field.', 'red.', 'a field.'] },
      { image: 'https://example.org/c.jpg', caption: 'far.' },
    ],
    'a.jpg': jpeg,
    'b.jpg': jpeg,
    'unused.jpg': jpeg,
  });
  const { format, said, refused } = await readFolder(folder);
  expect(format).toBe('blip');
  expect(said).toEqual([
    ['a.jpg', 'a field.'],
    ['b.jpg', 'a field.', 'red.'],
  ]);
  expect(refused).toEqual([
    ['record 3', 'its image is an address; nothing is ever fetched'],
    ['1 image', 'no record that could be used names them'],
  ]);
});

test('COCO captions and instances of the same images', async () => {
  const images = [
    { id: 1, file_name: '000001.jpg', width: 100, height: 200, coco_url: 'http://example.org/1.jpg' },
    { id: 2, file_name: '000002.jpg', width: 100, height: 200 },
  ];
  const folder = await folderOf({
    'annotations/captions_val.json': {
      info: { description: 'with "quotes" and {brackets]' },
      images,
      licenses: [],
      annotations: [
        { id: 1, image_id: 1, caption: 'a dog.' },
        { id: 2, image_id: 1, caption: 'a brown dog.' },
        { id: 3, image_id: 2 },
      ],
    },
    'annotations/instances_val.json': {
      annotations: [{ id: 1, image_id: 1, category_id: 18, bbox: [10, 20, 50, 100], segmentation: [[1, 2]] }],
      images,
      categories: [{ id: 18, name: 'dog' }],
    },
    'val/000001.jpg': jpeg,
    'val/000002.jpg': jpeg,
  });
  const { format, said, refused } = await readFolder(folder);
  expect(format).toBe('coco');
  expect(said).toEqual([['val/000001.jpg', 'a dog.', 'a brown dog.'], ['val/000002.jpg']]);
  expect(refused).toEqual([['annotations, record 3', 'it has neither a caption nor a box']]);
  const boxes = await readFolder(folder, { text: 'boxes' });
  expect(boxes.said[0]).toEqual(['val/000001.jpg', 'dog [100,100,599,599]']);
});

test('imagefolder with metadata.csv and metadata.jsonl in folders of their own', async () => {
  const folder = await folderOf({
    'train/metadata.csv': 'file_name,text\na.jpg,"a field, red"\nsub/b.jpg,another\n',
    'train/a.jpg': jpeg,
    'train/sub/b.jpg': jpeg,
    'test/metadata.jsonl': '{"file_name": "a.jpg", "text": "a third."}\nnot json\n',
    'test/a.jpg': jpeg,
  });
  const { format, said, refused } = await readFolder(folder);
  expect(format).toBe('image-folder');
  expect(said).toEqual([
    ['test/a.jpg', 'a third.'],
    ['train/a.jpg', 'a field, red'],
    ['train/sub/b.jpg', 'another'],
  ]);
  expect(refused).toEqual([['line 2', 'it is not JSON']]);
});

test('kohya: lines of a .caption are alternatives', async () => {
  const folder = await folderOf({
    '10_dogs/a.png': png,
    '10_dogs/a.caption': 'a dog\na brown dog\n',
    '10_dogs/b.jpg': jpeg,
    '10_dogs/b.txt': 'dog, brown',
  });
  const { format, said, refused } = await readFolder(folder);
  expect(format).toBe('kohya');
  expect(said).toEqual([
    ['10_dogs/a.png', 'a dog', 'a brown dog'],
    ['10_dogs/b.jpg', 'dog, brown'],
  ]);
  expect(refused).toEqual([]);
});

test('a plain folder of images, with and without texts', async () => {
  const folder = await folderOf({
    'images/a.jpg': jpeg,
    'a.txt': 'a\nfield.',
    'b.jpg': jpeg,
    'c.txt': 'lost.',
  });
  const { format, said, refused } = await readFolder(folder);
  expect(format).toBe('plain-folder');
  expect(said).toEqual([['b.jpg'], ['images/a.jpg', 'a field.']]);
  expect(refused).toEqual([['text', 'no image has its name']]);
});

test('VLMEvalKit TSV: pictures in base64, some by the index of an earlier row', async () => {
  const rows = [
    ['index', 'image', 'question', 'hint', 'A', 'B', 'answer', 'category'],
    ['1', jpeg.toString('base64'), 'which?', 'look.', 'red', 'blue', 'A', 'colour'],
    ['2', '1', 'large?', '', 'yes', 'no', 'B', 'size'],
    ['3', '9', 'lost?', '', 'yes', 'no', 'B', 'size'],
  ];
  const folder = await folderOf({ 'mine.tsv': rows.map((row) => row.join('\t')).join('\n') });
  const { format, samples, refused } = await readFolder(folder);
  expect(format).toBe('vlmevalkit');
  expect(samples).toMatchObject([
    {
      name: 'mine/1',
      picture: { bytes: jpeg },
      turns: [{ user: 'look. which? A. red B. blue', assistant: 'A' }],
    },
    { name: 'mine/1', picture: 'earlier', turns: [{ user: 'large? A. yes B. no', assistant: 'B' }] },
  ]);
  expect(refused).toEqual([['row 3', 'its image is that of a row that does not stand before it']]);
});

test('one file is read alone, with the images of its folder', async () => {
  const folder = await folderOf({
    'one.json': [record('a.jpg', 'what?', 'red.')],
    'two.json': [record('a.jpg', 'what?', 'blue.')],
    'a.jpg': jpeg,
  });
  expect((await readFolder(`${folder}/two.json`)).said).toEqual([['a.jpg', 'blue.']]);
});

test('a folder in which nothing can be read is refused with what can be', async () => {
  const folder = await folderOf({ 'notes.md': 'nothing' });
  await expect(readFolder(folder)).rejects.toThrow(/can be read as a data set/);
  await expect(readFolder(`${folder}/gone`)).rejects.toThrow(/There is nothing at/);
});

test('a mapping that names a field which is not there is refused with those that are', async () => {
  const folder = await folderOf({ 'a.jpg': jpeg, 'a.txt': 'red.' });
  await expect(readFolder(folder, { text: 'caption' })).rejects.toThrow(
    'No record of the source has a field "caption".',
  );
});
