/** WebDataset as img2dataset writes it: tar shards of picture, text and JSON. */
import type { Format } from '../format.ts';
import { endingOf } from '../pictures.ts';
import { Shards, sampleJson } from './shards.ts';

export const webdataset: Format = {
  title: 'WebDataset (tar shards)',
  pictures: 'own',
  mayReference: false,
  use: () => `\`00000.tar\`, \`00001.tar\`, ... hold samples of picture, \`.txt\` (the first text) and \`.json\` (img2dataset's members,
where \`url\` is the image's name, and \`original\`, \`captions\`, \`conversations\`):

\`\`\`python
import glob, webdataset
dataset = webdataset.WebDataset(sorted(glob.glob("*.tar")), shardshuffle=False).decode("pil")
\`\`\``,
  limits: ["img2dataset's EXIF and the address a picture was loaded from are not known, and not in it."],
  async open({ output }) {
    const shards = new Shards(output, '');
    return {
      async add(placed) {
        const picture = placed.bytes as Buffer;
        const key = await shards.nextKey();
        const caption = placed.record.captions[0].text;
        await shards.add(key, {
          [endingOf(picture)]: picture,
          txt: caption,
          json: sampleJson(key, caption, placed),
        });
        return null;
      },
      async end() {
        await shards.end();
        return [];
      },
    };
  },
};
