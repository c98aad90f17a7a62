/** Which words of a caption are new against the one before, and what was there instead. Pure. */
export interface Change {
  readonly kind: 'kept' | 'added' | 'removed';
  /** With the space that follows it; for kept and added, all texts together are the caption. */
  readonly text: string;
}

/** Beyond this many comparisons the unlike middle is shown as replaced whole: nobody reads such a difference word by word. */
const mostComparisons = 4_000_000;

export function wordChanges(before: string, now: string): Change[] {
  const [old, fresh] = [piecesOf(before), piecesOf(now)];
  const same = (i: number, j: number): boolean => wordOf(old[i]) === wordOf(fresh[j]);
  let start = 0;
  while (start < old.length && start < fresh.length && same(start, start)) start++;
  let end = 0;
  while (
    end < Math.min(old.length, fresh.length) - start &&
    same(old.length - 1 - end, fresh.length - 1 - end)
  )
    end++;
  return joined([
    ...fresh.slice(0, start).map((text): Change => ({ kind: 'kept', text })),
    ...middle(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    ...fresh.slice(fresh.length - end).map((text): Change => ({ kind: 'kept', text })),
  ]);
}

/** Words with what stands before the next one. */
const piecesOf = (text: string): string[] => text.match(/\s*\S+\s*$|\s*\S+\s+/g) ?? [];

/** Case and the comma behind a word are no change of the word. */
const wordOf = (piece = ''): string => {
  const word = piece.trim().toLowerCase();
  return word.replace(/[.,;:!?]+$/, '') || word;
};

/** By the longest common subsequence of words; removed words stand before what came in their place. */
function middle(old: readonly string[], fresh: readonly string[]): Change[] {
  if (old.length * fresh.length > mostComparisons) return replaced(old, fresh);
  const width = fresh.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        wordOf(old[i]) === wordOf(fresh[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    if (wordOf(old[i]) === wordOf(fresh[j])) {
      changes.push({ kind: 'kept', text: fresh[j] as string });
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) changes.push({ kind: 'removed', text: old[i++] as string });
    else changes.push({ kind: 'added', text: fresh[j++] as string });
  }
  return [...changes, ...replaced(old.slice(i), fresh.slice(j))];
}

const replaced = (old: readonly string[], fresh: readonly string[]): Change[] => [
  ...old.map((text): Change => ({ kind: 'removed', text })),
  ...fresh.map((text): Change => ({ kind: 'added', text })),
];

/** Neighbours of one kind as one. */
function joined(changes: readonly Change[]): Change[] {
  const runs: Change[] = [];
  for (const change of changes) {
    const last = runs.at(-1);
    if (last?.kind === change.kind) runs[runs.length - 1] = { ...last, text: last.text + change.text };
    else runs.push(change);
  }
  return runs;
}
