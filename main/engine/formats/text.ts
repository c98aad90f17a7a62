/** Texts of strangers: control characters out, lengths bounded. */

/** Longer "captions" are documents that lie in the wrong place. */
export const longestText = 100_000;

/** On one line; control characters (also those that turn text around) are taken out, tabs and line ends become spaces. */
export function cleaned(text: string): string {
  return (
    text
      .replace(/\s+/gu, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
      .trim()
  );
}
