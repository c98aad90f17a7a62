/** LLaVA JSON as a list or as lines: `{ id, image, conversations: [{ from, value }] }`. VILA leaves `id` out and may leave `<image>` out. */
import type { Reader } from '../sources/reader.ts';
import { detectRecords, recordsOfFiles } from '../sources/record-files.ts';
import { isMessage, isObject } from '../sources/values.ts';

export const llava: Reader = {
  format: 'llava',
  title: 'LLaVA JSON',
  detect: (source) =>
    detectRecords(source, {
      confidence: 0.9,
      isOne: (value) =>
        isObject(value) &&
        typeof value.image === 'string' &&
        Array.isArray(value.conversations) &&
        value.conversations.every(isMessage),
      mapping: { image: 'image', conversations: 'conversations' },
      what: 'records with an image and its conversations',
    }),
  records: recordsOfFiles,
};
