/** Longer captions are compared by their beginnings: the work grows with the product of the lengths. */
const mostWords = 2000;

/**
 * How much of a text was rewritten: word-level edit distance (Levenshtein 1966) over the longer one's words, 0 (the same) to 1 (nothing
 * stands where it stood). Null where both are empty.
 */
export function edited(before: readonly string[], now: readonly string[]): number | null {
  const longest = Math.min(Math.max(before.length, now.length), mostWords);
  if (longest === 0) return null;
  const ids = new Map<string, number>();
  return editDistance(numbered(before, ids), numbered(now, ids)) / longest;
}

function numbered(words: readonly string[], ids: Map<string, number>): Int32Array {
  const numbers = new Int32Array(Math.min(words.length, mostWords));
  for (let i = 0; i < numbers.length; i++) {
    const word = words[i] as string;
    let id = ids.get(word);
    if (id === undefined) {
      id = ids.size;
      ids.set(word, id);
    }
    numbers[i] = id;
  }
  return numbers;
}

/** Insertions, deletions and replacements that lead from one sequence to the other, the fewest. */
function editDistance(a: Int32Array, b: Int32Array): number {
  const row = new Int32Array(b.length + 1);
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const word = a[i - 1];
    let diagonal = i - 1;
    let left = i;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] as number;
      const replaced = word === b[j - 1] ? diagonal : diagonal + 1;
      const inserted = (above < left ? above : left) + 1;
      left = replaced < inserted ? replaced : inserted;
      row[j] = left;
      diagonal = above;
    }
  }
  return row[b.length] as number;
}
