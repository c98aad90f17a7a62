/** COCO: captions as annotations (all of them), and as results (one an image), which the official scorers load. */
import type { Format } from '../format.ts';
import { JsonList } from '../json-list.ts';
import type { OutputFile } from '../output.ts';

const annotations = 'annotations/captions.json';
const scratch = 'annotations/captions.part';

export const coco: Format = {
  title: 'COCO captions and results',
  pictures: 'folder',
  mayReference: true,
  use: () => `\`${annotations}\` holds \`images\` and \`annotations\` (every text, with \`by\` and \`prompt\` beside COCO's own
members); \`results.json\` holds one caption an image, in the form that COCO's scorers load:

\`\`\`python
from pycocotools.coco import COCO
captions = COCO("${annotations}")
results = captions.loadRes("results.json")
\`\`\``,
  limits: [
    '`results.json` has the first text of each image only, as its scorers take one; the rest is in the annotations.',
  ],
  async open({ output }) {
    const file = await output.create(annotations);
    const results = new JsonList(await output.create('results.json'));
    // Both lists stand in one file, and it is written from front to back: the second waits in a file of its own.
    const second = await output.create(scratch);
    await file.write('{"info": {"description": "Written by Squared"}, "licenses": [],\n"images": [\n');
    let images = 0;
    let captions = 0;
    const line = (count: number, value: unknown) => `${count === 0 ? '' : ',\n'}${JSON.stringify(value)}`;
    return {
      async add({ record: { image, captions: said }, path }) {
        const { id, width, height } = image;
        await file.write(line(images++, { id, file_name: path, width, height }));
        for (const { by, prompt, text } of said) {
          await second.write(line(captions, { id: ++captions, image_id: id, caption: text, by, prompt }));
        }
        await results.add({ image_id: id, caption: said[0].text });
        return null;
      },
      async end() {
        await second.close();
        await file.write('\n],\n"annotations": [\n');
        await copyInto(file, output.read(scratch));
        await file.write('\n]}\n');
        await file.close();
        await results.close();
        await output.remove(scratch);
        return [];
      },
    };
  },
};

async function copyInto(file: OutputFile, chunks: AsyncIterable<Buffer>): Promise<void> {
  for await (const chunk of chunks) await file.write(chunk);
}
