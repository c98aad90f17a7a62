/** ShareGPT as LLaMA-Factory has it: `messages` (or `conversations`) with a list of `images`. */
import type { Reader } from '../sources/reader.ts';
import { detectRecords, recordsOfFiles } from '../sources/record-files.ts';
import { isMessage, isObject } from '../sources/values.ts';

const said = (value: Record<string, unknown>): unknown => value.messages ?? value.conversations;

export const shareGpt: Reader = {
  format: 'share-gpt',
  title: 'ShareGPT',
  detect: (source) =>
    detectRecords(source, {
      confidence: 0.85,
      isOne: (value) => {
        if (!isObject(value)) return false;
        const messages = said(value);
        const isConversation = Array.isArray(messages) && messages.length > 0 && messages.every(isMessage);
        return isConversation && (Array.isArray(value.images) || 'messages' in value);
      },
      mapping: {},
      what: 'messages with their images',
    }),
  records: recordsOfFiles,
};
