/**
 * What VILA's own loaders take: tar shards with wids-meta.json, and for each shard a sidecar of recaptions. Source: NVlabs/VILA b760c34,
 * llava/data/dataset.py (LazyCoyoWebDataset), llava/data/dataset_impl/{coyo_qa,coyo_recap}.py.
 */
import { endingOfImage } from '../../formats/image-kind.ts';
import type { Format, FormatWriter, Placed, Writing } from '../format.ts';
import type { Part } from '../part.ts';
import { factsOf, Shards, sampleJson, type WrittenShard } from './shards.ts';
import { Sidecars, sidecarFolder } from './sidecars.ts';

/** The endings that they know, by what a picture is. */
const readable: Readonly<Record<string, string>> = { jpg: 'jpg', png: 'png', webp: 'webp', tif: 'tiff' };
/** Who may have written in this part. */
const writersOf = ({ recaptioner, specialists }: Part): string[] => [
  ...(recaptioner === null ? [] : [recaptioner]),
  ...specialists,
];

export const vila: Format = {
  title: 'VILA WebDataset with recaption sidecars',
  pictures: 'own',
  mayReference: true,
  use: (part, images) => {
    const folders = writersOf(part).map((by) => `\`captions/${sidecarFolder(by)}\` (by ${by})`);
    const sidecars = `\`captions/WRITER/SHARD.tar.json\` holds each writer's texts as VILA's loaders ask for them: under the sample's
\`url\` as \`output\` (coyo, coyo-qa), with all \`answers\` and their prompts, and under its key as \`captions.vfc\` (coyo-recap).`;
    const data =
      images === 'copy'
        ? "`data/` holds tar shards and `wids-meta.json`; a sample's `.txt` is the text that the image came with."
        : 'The shards are the ones that the images were imported from; here are the sidecars alone.';
    return `${data}
${folders.length === 0 ? 'There are no recaptions in this part.' : `${sidecars} There is ${folders.join(', ')}.`}

\`\`\`python
# dataset_type: coyo-wds or coyo-wds-recap for recaptions, coyo-wds-qas for specialists' answers
Dataset(dataset_name="squared", dataset_type="coyo-wds-recap",
        data_path="${images === 'copy' ? '/path/to/this/folder/data' : '/path/to/your/shards'}", caption_choice="/path/to/this/folder/captions/WRITER")
\`\`\``;
  },
  limits: [
    '`coyo-wds-qas` has questions for sidecar folders named after `spatial`, `ocr` and `bbox_interleaved` only.',
    "VILA's loaders read JPEG, PNG, WebP and TIFF; other pictures were left out.",
    "`output` is a writer's first answer about an image: the loaders take one, under a question of their own.",
  ],
  open: async (writing) => (writing.images === 'copy' ? withShards(writing) : sidecarsAlone(writing)),
};

function withShards({ output, part }: Writing): FormatWriter {
  const sidecars = new Sidecars(output, writersOf(part));
  const shards = new Shards(output, 'data/');
  return {
    async add(placed: Placed) {
      const picture = placed.bytes as Buffer;
      const kind = endingOfImage(picture);
      const ending = readable[kind];
      if (!ending) return `VILA's loaders do not read ${kind} pictures`;
      // In a folder: VILA's wids puts a slash before the key of a sample that is in none, and the original one does not.
      const key = `samples/${await shards.nextKey()}`;
      // coyo_qa.py takes the text's first letter: an empty one would end the training.
      const facts = factsOf(key, placed.record.original || ' ', placed);
      await shards.add(key, { [ending]: picture, txt: facts.caption, json: sampleJson(facts, placed) });
      await sidecars.add({ shard: shards.current, keys: [key], url: facts.url }, placed.record);
      return null;
    },
    async end() {
      await shards.end();
      await sidecars.end();
      await output.put('data/wids-meta.json', `${JSON.stringify(meta(shards.written), null, 2)}\n`);
      return [];
    },
  };
}

/** For shards that the user has already: VILA finds a sidecar by its shard's path, and a text in it by address or key. */
function sidecarsAlone({ output, part, shardOf }: Writing): FormatWriter {
  const sidecars = new Sidecars(output, writersOf(part));
  return {
    async add({ record }: Placed) {
      const shard = shardOf(record.image);
      if (!shard) return 'it was not imported from a tar shard that a sidecar could lie beside';
      const { folder, path, key } = shard;
      // As VILA's wids and the original one call a sample that is in no folder.
      const keys = key.includes('/') ? [key] : [key, `/${key}`];
      await sidecars.add({ shard: path, folder, keys, url: record.image.address }, record);
      return null;
    },
    async end() {
      await sidecars.end();
      return [];
    },
  };
}

const meta = (shards: readonly WrittenShard[]) => ({
  name: 'squared',
  __kind__: 'VILA-WebDataset',
  wids_version: 1,
  shardlist: shards.map(({ name, samples, bytes }) => ({ url: name, nsamples: samples, filesize: bytes })),
});
