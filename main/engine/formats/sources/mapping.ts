/** Which field is what: told by the values of the first records, and among several of one kind by the names that the field's data sets use. */
import type { Field, FieldKind, Mapping } from '../../../../shared/data.ts';
import { EngineFailure } from '../../failure.ts';
import type { SourceRecord } from './reader.ts';
import { kindOfValue, shown } from './values.ts';

const names = {
  image: ['image', 'images', 'jpg', 'png', 'webp', 'img', 'picture', 'file_name', 'image_path', 'filename'],
  text: [
    'caption',
    'captions',
    're_caption',
    'text',
    'txt',
    'alt_text',
    'alt',
    'description',
    'recaption',
    'title',
  ],
  conversations: ['conversations', 'messages', 'texts', 'conversation', 'dialogue'],
  question: ['question', 'query', 'instruction', 'prompt', 'problem'],
  answer: ['answer', 'answers', 'response', 'output', 'solution'],
  id: ['id', '__key__', 'key', 'uid', 'index', 'image_id', 'question_id'],
  address: ['url', 'image_url', 'URL'],
} as const;
const similarity = /clip|siglip|similarit|score|aesthetic|rating|watermark|punsafe/i;

/** Of the first records, in the order in which fields appear. */
export function fieldsOf(records: readonly SourceRecord[]): Field[] {
  const found = new Map<string, { kinds: FieldKind[]; example: string; filled: number }>();
  for (const { fields } of records) {
    for (const [name, value] of Object.entries(fields)) {
      const field = found.get(name) ?? { kinds: [], example: '', filled: 0 };
      found.set(name, field);
      const kind = kindOfValue(value);
      if (kind === null) continue;
      if (field.filled === 0) field.example = shown(value);
      field.kinds.push(kind);
      field.filled++;
    }
  }
  return [...found].map(([name, { kinds, example, filled }]) => ({
    name,
    kind: commonest(kinds),
    example,
    filled: records.length === 0 ? 0 : filled / records.length,
  }));
}

function commonest(kinds: readonly FieldKind[]): FieldKind {
  const counts = Map.groupBy(kinds, (kind) => kind);
  return [...counts].sort(([, some], [, others]) => others.length - some.length)[0]?.[0] ?? 'other';
}

/** What the format knows goes before what names tell; what the user says goes before both. */
export function mappingOf(
  fields: readonly Field[],
  known: Partial<Mapping>,
  corrected: Partial<Mapping> = {},
): Mapping {
  for (const name of [...Object.values(corrected)].flat()) {
    if (name === null || fields.some((field) => field.name === name)) continue;
    const there = fields.map((field) => field.name).join(', ');
    throw new EngineFailure(
      `No record of the source has a field "${name}".`,
      there === '' ? 'The source has no records.' : `There are: ${there}.`,
    );
  }
  const pick = (part: keyof typeof names, kinds: readonly FieldKind[]): string | null => {
    const fitting = fields.filter(({ kind }) => kinds.includes(kind));
    return names[part].find((name) => fitting.some((field) => field.name === name)) ?? null;
  };
  const only = (kind: FieldKind): string | null => {
    const fitting = fields.filter((field) => field.kind === kind);
    return fitting.length === 1 ? (fitting[0] as Field).name : null;
  };
  const answer = pick('answer', ['text', 'texts']);
  const question = answer === null ? null : pick('question', ['text']);
  return {
    image: pick('image', ['image']) ?? only('image'),
    text: question === null ? pick('text', ['text', 'texts']) : null,
    conversations: pick('conversations', ['conversation']) ?? only('conversation'),
    question,
    answer: question === null ? null : answer,
    id: pick('id', ['text', 'number']),
    address: pick('address', ['address']),
    sha256: fields.some(({ name }) => name === 'sha256') ? 'sha256' : null,
    scores: fields
      .filter(({ name, kind }) => (kind === 'number' || kind === 'numbers') && similarity.test(name))
      .map(({ name }) => name),
    ...known,
    ...corrected,
  };
}
