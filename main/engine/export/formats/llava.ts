/** LLaVA JSON: one list of `{ id, image, conversations: [{ from: human | gpt, value }] }`. */
import { Conversations } from '../conversation.ts';
import type { Format } from '../format.ts';
import { JsonList } from '../json-list.ts';

export const llava: Format = {
  title: 'LLaVA JSON',
  pictures: 'folder',
  mayReference: true,
  use: () => `\`llava.json\` is a list of records with \`id\`, \`image\` (a path below this folder), \`conversations\`
(\`from\`: human or gpt, \`value\`), \`original\` (the text the image came with) and \`captions\` (each text by itself, with
who wrote it and the prompt). LLaVA's and VILA's loaders take it with this folder as image folder.`,
  limits: [],
  async open({ output }) {
    const list = new JsonList(await output.create('llava.json'));
    const conversations = new Conversations();
    return {
      async add({ record: { image, original, captions, turns }, path }) {
        await list.add({
          id: image.name,
          image: path,
          conversations: conversations.of(turns),
          original,
          captions,
        });
        return null;
      },
      async end() {
        await list.close();
        return conversations.notes();
      },
    };
  },
};
