/** The JSON of BLIP and CapFilt: a list of `{ image, caption }`; a caption may be a list of several. */
import type { Reader } from '../sources/reader.ts';
import { detectRecords, recordsOfFiles } from '../sources/record-files.ts';
import { isObject } from '../sources/values.ts';

export const blip: Reader = {
  format: 'blip',
  title: 'BLIP captions',
  detect: (source) =>
    detectRecords(source, {
      confidence: 0.85,
      isOne: (value) =>
        isObject(value) &&
        typeof value.image === 'string' &&
        (typeof value.caption === 'string' || Array.isArray(value.caption)) &&
        !('conversations' in value),
      mapping: { image: 'image', text: 'caption' },
      what: 'images with their captions',
    }),
  records: recordsOfFiles,
};
