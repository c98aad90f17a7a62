/** The columns of an exported table: as Parquet, and as the features that `datasets` reads from the file's metadata. */
import type { SchemaElement } from 'hyparquet';
import type { ColumnSource } from 'hyparquet-writer';
import type { Placed } from '../format.ts';

export const text = (name: string): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type: 'OPTIONAL',
});
export const whole = (name: string): SchemaElement => ({ name, type: 'INT32', repetition_type: 'OPTIONAL' });
const struct = (name: string, ...members: SchemaElement[]): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: members.length },
  ...members,
];
const listOf = (name: string, ...members: SchemaElement[]): SchemaElement[] => [
  { name, converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ...struct('element', ...members),
];

export const schema: SchemaElement[] = [
  { name: 'schema', num_children: 9 },
  ...struct('image', { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' }, text('path')),
  text('name'),
  text('caption'),
  text('original'),
  ...listOf('captions', text('by'), text('prompt'), text('text')),
  ...listOf('conversations', text('from'), text('value')),
  whole('width'),
  whole('height'),
  text('sha256'),
];

const string = { dtype: 'string', _type: 'Value' };
const integer = { dtype: 'int32', _type: 'Value' };

export const features = {
  image: { _type: 'Image' },
  name: string,
  caption: string,
  original: string,
  captions: [{ by: string, prompt: string, text: string }],
  conversations: [{ from: string, value: string }],
  width: integer,
  height: integer,
  sha256: string,
};

export function columnsOf(rows: readonly Placed[]): ColumnSource[] {
  const column = (name: string, value: (row: Placed) => unknown, more: Partial<ColumnSource> = {}) => ({
    name,
    data: rows.map(value),
    ...more,
  });
  return [
    // Pictures are compressed already, and their least and greatest bytes tell nobody anything.
    column('image', ({ bytes, path }) => ({ bytes, path }), { codec: 'UNCOMPRESSED', statistics: false }),
    column('name', ({ record }) => record.image.name),
    column('caption', ({ record }) => record.captions[0].text),
    column('original', ({ record }) => record.original),
    column('captions', ({ record }) => record.captions),
    column('conversations', ({ record }) =>
      record.turns.flatMap(({ user, assistant }) => [
        { from: 'human', value: user },
        { from: 'gpt', value: assistant },
      ]),
    ),
    column('width', ({ record }) => record.image.width),
    column('height', ({ record }) => record.image.height),
    column('sha256', ({ record }) => record.image.sha256),
  ];
}
