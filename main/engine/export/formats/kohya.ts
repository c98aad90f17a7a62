/** kohya's sidecars: beside each image a text of the same stem; each line of it is a caption. Its scripts look into one folder, no deeper. */
import { withId } from '../file-names.ts';
import type { Format, Writing } from '../format.ts';
import type { ExportRecord } from '../records.ts';

const folder = 'images/1_squared';

export const kohya: Format = {
  title: 'kohya sidecars (.txt)',
  pictures: 'own',
  mayReference: true,
  use: () => `Beside each picture in \`${folder}\` (to be seen once an epoch) lies a \`.txt\` of the same stem; each of its lines is a caption. With kohya's
\`enable_wildcard\` one line is drawn at random, else the first is taken:

\`\`\`toml
[[datasets.subsets]]
image_dir = "/path/to/this/folder/${folder}"
caption_extension = ".txt"
enable_wildcard = true
\`\`\`

Where pictures were only referred to, the folder holds the texts alone: lay them beside your pictures.`,
  limits: [
    'It has no room for prompts: an answer stands there without its question.',
    'A line break within a caption became a space, as a line is a caption.',
  ],
  async open({ output }) {
    return {
      async add({ record, name, bytes }) {
        const text = record.captions.map((caption) => caption.text.replace(/\s*[\r\n]+\s*/g, ' ')).join('\n');
        const flat = `${folder}/${name.replaceAll('/', '__')}`;
        const put = await putText(output, flat, record, `${text}\n`);
        if (bytes) await output.put(put, bytes);
        return null;
      },
      async end() {
        return [];
      },
    };
  },
};

/** Two pictures may differ in their ending alone; the text that comes second takes the image's id. Answers the picture's name. */
async function putText(
  output: Writing['output'],
  path: string,
  { image }: ExportRecord,
  text: string,
): Promise<string> {
  const textOf = (name: string) => `${name.replace(/\.[^./]*$/, '')}.txt`;
  try {
    await output.put(textOf(path), text);
    return path;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const other = withId(path, image.id);
    await output.put(textOf(other), text);
    return other;
  }
}
