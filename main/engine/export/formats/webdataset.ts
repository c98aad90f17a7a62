/** WebDataset as img2dataset writes it: tar shards of picture, text and JSON, and beside each a table of what its samples are. */
import type { ColumnSource } from 'hyparquet-writer';
import { endingOfImage } from '../../formats/image-kind.ts';
import type { Format } from '../format.ts';
import { text, whole } from './parquet-schema.ts';
import { ParquetTable } from './parquet-table.ts';
import { factsOf, type SampleFacts, Shards, sampleJson } from './shards.ts';

export const webdataset: Format = {
  title: 'WebDataset (tar shards)',
  pictures: 'own',
  mayReference: false,
  use: () => `\`00000.tar\`, \`00001.tar\`, ... hold samples of picture, \`.txt\` (the first text) and \`.json\` (img2dataset's members,
where \`url\` is the image's name if its address is not known, and \`original\`, \`captions\`, \`conversations\`); \`00000.parquet\` repeats img2dataset's members:

\`\`\`python
import glob, webdataset
dataset = webdataset.WebDataset(sorted(glob.glob("*.tar")), shardshuffle=False).decode("pil")
\`\`\``,
  limits: ["img2dataset's EXIF is not in it."],
  async open({ output }) {
    let facts: SampleFacts[] = [];
    const shards = new Shards(output, '', async ({ name }) => {
      const table = new ParquetTable(await output.create(name.replace('.tar', '.parquet')), schema);
      await table.write(columnsOf(facts));
      await table.close();
      facts = [];
    });
    return {
      async add(placed) {
        const picture = placed.bytes as Buffer;
        const key = await shards.nextKey();
        const caption = placed.record.captions[0].text;
        const known = factsOf(key, caption, placed);
        await shards.add(key, {
          [endingOfImage(picture)]: picture,
          txt: caption,
          json: sampleJson(known, placed),
        });
        facts.push(known);
        return null;
      },
      async end() {
        await shards.end();
        return [];
      },
    };
  },
};

const texts = ['url', 'caption', 'key', 'status', 'error_message'] as const;
const numbers = ['width', 'height', 'original_width', 'original_height'] as const;
const further = ['exif', 'sha256'] as const;

const schema = [
  { name: 'schema', num_children: texts.length + numbers.length + further.length },
  ...texts.map(text),
  ...numbers.map(whole),
  ...further.map(text),
];

const columnsOf = (facts: readonly SampleFacts[]): ColumnSource[] =>
  [...texts, ...numbers, ...further].map((name) => ({ name, data: facts.map((one) => one[name]) }));
