/** What the values of strangers' fields are: a value's kind is told by the value, never by its name. */
import type { FieldKind } from '../../../../shared/data.ts';
import { isImageFile } from '../image-name.ts';

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.every(isEmpty)) ||
  (isObject(value) && Object.values(value).every(isEmpty));

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text);

/** Null of an empty value. */
export function kindOfValue(value: unknown): FieldKind | null {
  if (isEmpty(value)) return null;
  if (value instanceof Uint8Array) return 'image';
  if (typeof value === 'string') {
    if (isAddress(value)) return 'address';
    return isImageFile(value) && !value.includes('\n') && value.length < 4096 ? 'image' : 'text';
  }
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  if (Array.isArray(value)) return kindOfList(value.filter((one) => !isEmpty(one)));
  if (isObject(value)) {
    const { bytes, path } = value;
    if (bytes instanceof Uint8Array || (typeof path === 'string' && 'bytes' in value)) return 'image';
  }
  return 'other';
}

function kindOfList(entries: unknown[]): FieldKind {
  const kinds = new Set(entries.map(kindOfValue));
  const only = kinds.size === 1 ? [...kinds][0] : null;
  if (only === 'image') return 'image';
  if (only === 'text') return 'texts';
  if (only === 'number') return 'numbers';
  return entries.every(isMessage) ? 'conversation' : 'other';
}

/** A message of LLaVA (`from`, `value`), of OpenAI (`role`, `content`), or a turn of FineVision (`user`, `assistant`). */
export const isMessage = (value: unknown): boolean =>
  isObject(value) &&
  (('from' in value && 'value' in value) ||
    ('role' in value && 'content' in value) ||
    ('user' in value && 'assistant' in value));

/** For people: shortened, and never a byte. */
export function shown(value: unknown): string {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  const text =
    typeof value === 'string'
      ? value
      : (JSON.stringify(value, (_, member: unknown) =>
          member instanceof Uint8Array
            ? `${member.length} bytes`
            : typeof member === 'bigint'
              ? Number(member)
              : member,
        ) ?? '');
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
