/** Texts of strangers: control characters out, lengths bounded. */

/** Longer "captions" are documents that lie in the wrong place. */
export const longestText = 100_000;
export const tooLong = 'a text is longer than 100,000 characters';

/** On one line; control characters (also those that turn text around) and halves of characters are taken out. */
export function cleaned(text: string): string {
  return text
    .replace(/(?!\s)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
