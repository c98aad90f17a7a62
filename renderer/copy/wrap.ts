/** Breaks text into lines of a width: at spaces, and within a word that is wider than a line. Pure. */

/** Pixels that a text takes, in the weight given. */
export type Measure = (text: string, weight: number) => number;

export function wrapped(text: string, width: number, measured: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measured(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = broken(word, width, measured);
    line = parts.pop() ?? '';
    lines.push(...parts);
  }
  return [...lines, line];
}

function broken(word: string, width: number, measured: (text: string) => number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && measured(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

/** No more lines than these; that there were more is seen. */
export const shortened = (lines: readonly string[], most: number): string[] =>
  lines.length <= most ? [...lines] : [...lines.slice(0, most - 1), `${lines[most - 1]} …`];
