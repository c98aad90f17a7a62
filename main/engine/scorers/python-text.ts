/** Python's string rules where JavaScript's differ; official scorers are Python, and a score must not hang on the language. */

/** What Python's str.split() and str.strip() take for white space (JavaScript's \s adds U+FEFF and lacks U+001C..U+001F and U+0085). */
const space = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const spaces = new RegExp(`${space}+`);
const isSpace = new RegExp(`^${space}$`);

/** str.strip(), letter by letter from both ends: a pattern would take the square of a long run of blanks inside. */
export function strip(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text, from)) from++;
  while (to > from && isBlank(text, to - 1)) to--;
  return text.slice(from, to);
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // Most ends are printable ASCII.
  return !(code > 0x20 && code < 0x7f) && isSpace.test(text[at] as string);
}

/** str.split() without an argument */
export function split(text: string): string[] {
  return text.split(spaces).filter((word) => word !== '');
}

/** unicode.lower() of Python 2: letter by letter, so that no letter becomes two and a sigma at a word's end is like any other. */
export function lowerByLetter(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII as a whole
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return Array.from(text, (letter) => (letter === '\u0130' ? 'i' : letter.toLowerCase())).join('');
}
