/**
 * What VILA's own loaders take: tar shards with wids-meta.json, and for each shard a sidecar of recaptions. Source: NVlabs/VILA b760c34,
 * llava/data/dataset.py (LazyCoyoWebDataset), llava/data/dataset_impl/{coyo_qa,coyo_recap}.py.
 */
import type { Format, Placed } from '../format.ts';
import type { OutputFile, OutputFolder } from '../output.ts';
import type { Part } from '../part.ts';
import { endingOf } from '../pictures.ts';
import { factsOf, Shards, sampleJson, type WrittenShard } from './shards.ts';

const readable = ['jpg', 'png', 'webp', 'tiff'];
/** coyo_qa.py chooses its question by a word in the folder's name: spatial, ocr or this one. */
const folderOf = (by: string): string => (by === 'grounding' ? 'bbox_interleaved-grounding' : by);
/** Who may have written in this part. */
const writersOf = ({ recaptioner, specialists }: Part): string[] => [
  ...(recaptioner === null ? [] : [recaptioner]),
  ...specialists,
];

export const vila: Format = {
  title: 'VILA WebDataset with recaption sidecars',
  pictures: 'own',
  mayReference: false,
  use: (part) => {
    const folders = writersOf(part).map((by) => `\`captions/${folderOf(by)}\` (by ${by})`);
    const sidecars = `\`captions/WRITER/SHARD.tar.json\` holds each writer's texts twice, as VILA's loaders ask for them: under the sample's
\`url\` as \`output\` (coyo, coyo-qa) and under its key as \`captions.vfc\` (coyo-recap); \`answers\` are all of them with their prompts.`;
    return `\`data/\` holds tar shards and \`wids-meta.json\`; a sample's \`.txt\` is the text that the image came with.
${folders.length === 0 ? 'There are no recaptions in this part.' : `${sidecars} There is ${folders.join(', ')}.`}

\`\`\`python
# dataset_type: coyo-wds or coyo-wds-recap for recaptions, coyo-wds-qas for specialists' answers
Dataset(dataset_name="squared", dataset_type="coyo-wds-recap",
        data_path="/path/to/this/folder/data", caption_choice="/path/to/this/folder/captions/WRITER")
\`\`\``;
  },
  limits: [
    '`coyo-wds-qas` has questions for sidecar folders named after `spatial`, `ocr` and `bbox_interleaved` only.',
    "VILA's loaders read JPEG, PNG, WebP and TIFF; other pictures were left out.",
    "`output` is a writer's first answer about an image: the loaders take one, under a question of their own.",
  ],
  async open({ output, part }) {
    const sidecars = new Sidecars(output, writersOf(part));
    const shards = new Shards(output, 'data/', (shard) => sidecars.close(shard));
    return {
      async add(placed: Placed) {
        const picture = placed.bytes as Buffer;
        const ending = endingOf(picture);
        if (!readable.includes(ending)) return `VILA's loaders do not read ${ending} pictures`;
        // In a folder: VILA's wids puts a slash before the key of a sample that is in none, and the original one does not.
        const key = `samples/${await shards.nextKey()}`;
        // coyo_qa.py takes the text's first letter: an empty one would end the training.
        const original = placed.record.original || ' ';
        await shards.add(key, {
          [ending]: picture,
          txt: original,
          json: sampleJson(factsOf(key, original, placed), placed),
        });
        await sidecars.add(shards.written.length, key, placed);
        return null;
      },
      async end() {
        await shards.end();
        await output.put('data/wids-meta.json', `${JSON.stringify(meta(shards.written), null, 2)}\n`);
        return [];
      },
    };
  },
};

const meta = (shards: readonly WrittenShard[]) => ({
  name: 'squared',
  __kind__: 'VILA-WebDataset',
  wids_version: 1,
  shardlist: shards.map(({ name, samples, bytes }) => ({ url: name, nsamples: samples, filesize: bytes })),
});

/** The sidecars of the shard that is being written, one a writer. */
class Sidecars {
  readonly #output: OutputFolder;
  readonly #writers: readonly string[];
  #files: { by: string; file: OutputFile; count: number }[] = [];

  constructor(output: OutputFolder, writers: readonly string[]) {
    this.#output = output;
    this.#writers = writers;
  }

  async add(shard: number, key: string, { record, name: url }: Placed): Promise<void> {
    if (this.#files.length === 0) await this.#open(shard);
    for (const sidecar of this.#files) {
      const said = record.captions.filter(({ by }) => by === sidecar.by);
      const [first] = said;
      if (!first) continue;
      const answers = said.map(({ prompt, text }) => ({ prompt, text }));
      const entries = [
        [url, { output: first.text, answers }],
        [key, { captions: { vfc: first.text } }],
      ].map(([name, entry]) => `${JSON.stringify(name)}: ${JSON.stringify(entry)}`);
      await sidecar.file.write(`${sidecar.count++ === 0 ? '' : ',\n'}${entries.join(',\n')}`);
    }
  }

  async close(_shard: WrittenShard): Promise<void> {
    for (const { file } of this.#files) {
      await file.write('\n}\n');
      await file.close();
    }
    this.#files = [];
  }

  async #open(shard: number): Promise<void> {
    for (const by of this.#writers) {
      const name = `captions/${folderOf(by)}/${String(shard).padStart(5, '0')}.tar.json`;
      const file = await this.#output.create(name);
      await file.write('{\n');
      this.#files.push({ by, file, count: 0 });
    }
  }
}
