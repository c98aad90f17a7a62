/** Python's string rules where JavaScript's differ; official scorers are Python, and a score must not hang on the language. */

/** What Python's str.split() and str.strip() take for white space (JavaScript's \s adds U+FEFF and lacks U+001C..U+001F and U+0085). */
const space = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const spaces = new RegExp(`${space}+`);
const outer = new RegExp(`^${space}+|${space}+$`, 'g');

/** str.strip() */
export function strip(text: string): string {
  // Most answers have nothing to strip, and the pattern is slow.
  if (isInk(text.charCodeAt(0)) && isInk(text.charCodeAt(text.length - 1))) return text;
  return text.replace(outer, '');
}

/** str.split() without an argument */
export function split(text: string): string[] {
  return text.split(spaces).filter((word) => word !== '');
}

/** Printed ASCII; not so of an empty text, whose code is NaN. */
const isInk = (code: number): boolean => code > 0x20 && code < 0x7f;

/** unicode.lower() of Python 2: letter by letter, so that no letter becomes two and a sigma at a word's end is like any other. */
export function lowerByLetter(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII as a whole
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return Array.from(text, (letter) => (letter === '\u0130' ? 'i' : letter.toLowerCase())).join('');
}
