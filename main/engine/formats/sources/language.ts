/** The language of a text as its ISO 639-1 code, by `eld` (60 languages, n-grams); null where it cannot tell. */
import { eld } from 'eld/small';

/** More does not change the answer and takes longer. */
const enough = 500;

export function languageOf(text: string): string | null {
  if (!/\p{L}{2}/u.test(text)) return null;
  const { language, isReliable } = eld.detect(text.slice(0, enough));
  return language !== '' && isReliable() ? language : null;
}
