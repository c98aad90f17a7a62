/** LLaMA-Factory: dataset_info.json says which files hold records and how their members are called. Only files of the folder are read. */
import { posix } from 'node:path';
import { readPlainFile, utf8Of } from '../plain-file.ts';
import { readJsonRecords } from '../sources/json-records.ts';
import type { Reader, RecordItem } from '../sources/reader.ts';
import { counted, recordOf } from '../sources/record-files.ts';
import type { SourceFile, SourceFolder } from '../sources/source-folder.ts';
import { isEmpty, isObject } from '../sources/values.ts';

/** `columns` and `tags` as in LLaMA-Factory's data/README.md; what is left out has its defaults. */
interface Entry {
  readonly file: SourceFile;
  readonly isAlpaca: boolean;
  readonly columns: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, unknown>>;
}

const largestInfo = 16e6;

export const llamaFactory: Reader = {
  format: 'llama-factory',
  title: 'LLaMA-Factory',
  async detect(source) {
    const entries = await entriesOf(source);
    if (entries.length === 0) return null;
    return {
      confidence: 0.98,
      evidence: `dataset_info.json that names ${counted(entries.length, 'file')} of the folder`,
      mapping: { image: 'images', conversations: 'conversations' },
      reads: new Set([...entries.map(({ file }) => file.path), ...infosOf(source).map(({ path }) => path)]),
      records: null,
    };
  },
  async *records(source) {
    for (const entry of await entriesOf(source)) {
      for await (const item of readJsonRecords(entry.file)) {
        const record = recordOf(entry.file, item);
        yield 'refused' in record ? record : named(record, entry);
      }
    }
  },
};

const infosOf = (source: SourceFolder): SourceFile[] =>
  source.files.filter(({ path }) => posix.basename(path) === 'dataset_info.json');

async function entriesOf(source: SourceFolder): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const info of infosOf(source)) {
    for (const value of Object.values(await objectIn(info.file))) {
      if (!isObject(value) || typeof value.file_name !== 'string') continue;
      const path = posix.join(posix.dirname(info.path), value.file_name);
      const file = source.files.find((one) => one.path === path && one.kind.startsWith('json'));
      if (!file) continue;
      entries.push({
        file,
        isAlpaca: (value.formatting ?? 'alpaca') === 'alpaca',
        columns: isObject(value.columns) ? value.columns : {},
        tags: isObject(value.tags) ? value.tags : {},
      });
    }
  }
  return entries;
}

async function objectIn(file: string): Promise<Record<string, unknown>> {
  const read = await readPlainFile(file, largestInfo);
  try {
    const value: unknown = JSON.parse(('bytes' in read && utf8Of(read.bytes)) || '');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

type Named = Exclude<RecordItem, { refused: string }>;

/** With its members under the names that every record of the source then has. */
function named(record: Named, { isAlpaca, columns, tags }: Entry): Named {
  const at = (column: string, usual: string): unknown => {
    const name = columns[column] ?? usual;
    return typeof name === 'string' && Object.hasOwn(record.fields, name) ? record.fields[name] : undefined;
  };
  const conversations = isAlpaca ? alpaca(at) : shareGpt(at('messages', 'conversations'), tags);
  return { ...record, fields: { ...record.fields, images: at('images', 'images') ?? null, conversations } };
}

function alpaca(at: (column: string, usual: string) => unknown): unknown {
  const history = at('history', 'history');
  const before = Array.isArray(history) ? history.filter(Array.isArray) : [];
  const query = at('query', 'input');
  const question = [at('prompt', 'instruction'), query].filter((part) => !isEmpty(part)).join('\n');
  return [...before, [question, at('response', 'output')]].flatMap(([user, assistant]) => [
    { from: 'human', value: user },
    { from: 'gpt', value: assistant },
  ]);
}

function shareGpt(messages: unknown, tags: Entry['tags']): unknown {
  if (!Array.isArray(messages)) return messages;
  const { role_tag: role = 'from', content_tag: content = 'value' } = tags;
  const names: Record<string, unknown> = {
    human: tags.user_tag ?? 'human',
    gpt: tags.assistant_tag ?? 'gpt',
    system: tags.system_tag ?? 'system',
  };
  return messages.map((message: unknown) => {
    if (!isObject(message)) return message;
    const who = message[role as string];
    const from = Object.keys(names).find((name) => names[name] === who) ?? who;
    return { from, value: message[content as string] };
  });
}
