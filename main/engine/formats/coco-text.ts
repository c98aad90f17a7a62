/**
 * Words with their boxes, as COCO-Text has them: `annotations[{ image_id, bbox, utf8_string, legibility }]`; `text` means the same as
 * `utf8_string`. A word is illegible where that says so, where it is missing or empty, or where it reads `###` (ICDAR).
 */
import type { AnnotatedText, Word } from '../specialists/annotated.ts';
import { boxOf } from './annotated-box.ts';
import {
  type AnnotationFile,
  type ImageRecord,
  idOf,
  imagesById,
  type Members,
  type Refuse,
} from './annotation-file.ts';
import type { Refused } from './plain-file.ts';
import { cleaned } from './text.ts';

const longestWord = 100;
const mostWords = 1000;

export function textsOf(
  file: AnnotationFile,
  known: { has(name: string): boolean },
  captions: ReadonlyMap<string, readonly string[]>,
  refuse: Refuse,
): AnnotatedText[] {
  const images = imagesById(file.images, known, refuse);
  const words = new Map<string, Word[]>([...images.keys()].map((id) => [id, []]));
  const illegible = new Map<string, number>();
  for (const { position, value } of file.annotations) {
    const id = idOf(value.image_id) ?? '';
    const image = images.get(id);
    const own = words.get(id);
    // An image that was refused has been told already, and its words go with it.
    if (!image || !own) continue;
    const word = wordOf(value, image);
    if (word === null) illegible.set(id, (illegible.get(id) ?? 0) + 1);
    else if ('refused' in word) {
      refuse(position, word.refused);
      // It is there all the same: nothing may be said about all words of its image.
      illegible.set(id, (illegible.get(id) ?? 0) + 1);
    } else if (own.length === mostWords) refuse(position, 'more than 1,000 words are in its image');
    else own.push(word);
  }
  return [...images].map(([id, image]) => ({
    ...image,
    words: words.get(id) ?? [],
    illegible: illegible.get(id) ?? 0,
    captions: captions.get(image.name) ?? [],
  }));
}

/** Null where nobody could read it. */
function wordOf(value: Members, image: ImageRecord): Word | Refused | null {
  const { bbox, legibility, utf8_string: written = value.text } = value;
  if (legibility === 'illegible' || written === undefined || written === null) return null;
  if (typeof written !== 'string') return { refused: 'its word is not a text' };
  const text = cleaned(written);
  if (text === '' || text === '###') return null;
  if (text.length > longestWord) return { refused: `its word is longer than ${longestWord} characters` };
  const boxed = boxOf(bbox, image);
  return 'refused' in boxed ? boxed : { text, box: boxed.box };
}
