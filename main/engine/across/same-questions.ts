/** Which questions two experiments have both asked. Pure. */
import type { AskedQuestion } from '../store/index.ts';

/** By their item's name, which both use: the same question, the same truth and the same picture, byte for byte. */
export function sameQuestions(here: readonly AskedQuestion[], there: readonly AskedQuestion[]): Set<string> {
  const theirs = new Map(there.map((one) => [one.item, one]));
  return new Set(
    here
      .filter(({ item, prompt, truth, sha256 }) => {
        const other = theirs.get(item);
        return (
          sha256 !== null && other?.sha256 === sha256 && other.prompt === prompt && other.truth === truth
        );
      })
      .map(({ item }) => item),
  );
}
