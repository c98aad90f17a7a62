/** ShareGPT as LLaMA-Factory reads it: `conversations` and `images`, described in dataset_info.json. */
import { Conversations } from '../conversation.ts';
import type { Format } from '../format.ts';
import { JsonList } from '../json-list.ts';

const list = 'sharegpt.json';
const information = {
  squared: {
    file_name: list,
    formatting: 'sharegpt',
    columns: { messages: 'conversations', images: 'images' },
    tags: { role_tag: 'from', content_tag: 'value', user_tag: 'human', assistant_tag: 'gpt' },
  },
};

export const sharegpt: Format = {
  title: 'ShareGPT (LLaMA-Factory)',
  pictures: 'folder',
  mayReference: true,
  use: () => `\`${list}\` is a list of records with \`conversations\` (\`from\`: human or gpt, \`value\`) and \`images\` (paths below
this folder); \`dataset_info.json\` describes it for LLaMA-Factory:

\`\`\`yaml
dataset_dir: /path/to/this/folder
dataset: squared
\`\`\``,
  limits: ['It has no room for who wrote which text, nor for the original text by itself.'],
  async open({ output }) {
    const records = new JsonList(await output.create(list));
    const conversations = new Conversations();
    return {
      async add({ record: { turns }, path }) {
        await records.add({ conversations: conversations.of(turns), images: [path] });
        return null;
      },
      async end() {
        await records.close();
        await output.put('dataset_info.json', `${JSON.stringify(information, null, 2)}\n`);
        return conversations.notes();
      },
    };
  },
};
