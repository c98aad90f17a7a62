/** Which commands fit what was typed, the best first. Pure. */

/**
 * How well a text fits: every typed word has to begin a word of it or stand in it; null where one does not. Beginnings count more, and
 * early ones most.
 */
export function fitOf(text: string, typed: string): number | null {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const within = text.toLowerCase();
  let fit = 0;
  for (const word of words) {
    const begins = [...within.matchAll(/[\p{L}\p{N}]+/gu)].find((found) => found[0].startsWith(word));
    if (begins) fit += 100 - Math.min(90, begins.index);
    else if (within.includes(word)) fit += 5;
    else if (isSubsequence(within, word)) fit += 1;
    else return null;
  }
  return fit;
}

/** `bnch` in `benchmarks`: letters in order, the first of them at a word's beginning. */
function isSubsequence(text: string, letters: string): boolean {
  return text.split(/[^\p{L}\p{N}]+/u).some((word) => {
    if (word[0] !== letters[0]) return false;
    let at = 0;
    for (const letter of word) if (letter === letters[at]) at++;
    return at === letters.length;
  });
}

export function fitting<T extends { readonly title: string; readonly group: string }>(
  commands: readonly T[],
  typed: string,
): T[] {
  if (typed.trim() === '') return [...commands];
  return commands
    .flatMap((command, order) => {
      const fit = fitOf(`${command.title} ${command.group}`, typed);
      return fit === null ? [] : [{ command, fit, order }];
    })
    .sort((a, b) => b.fit - a.fit || a.order - b.order)
    .map(({ command }) => command);
}
