/**
 * ROUGE-L (Lin 2004) of one caption as pycocoevalcap computes it (`rouge/rouge.py`, salaniz/pycocoevalcap commit ad63453), beta 1.2: the best
 * precision and the best recall over the references, which may be of different ones. Cut at single blanks, so that an empty text is one
 * empty word, which an empty reference matches. Texts are tokenised already.
 */
const beta = 1.2;

export function rougeL(caption: string, references: readonly string[]): number {
  const words = caption.split(' ');
  let precision = 0;
  let recall = 0;
  for (const reference of references) {
    const others = reference.split(' ');
    const common = longestCommon(words, others);
    precision = Math.max(precision, common / words.length);
    recall = Math.max(recall, common / others.length);
  }
  if (precision === 0 || recall === 0) return 0;
  return ((1 + beta ** 2) * precision * recall) / (recall + beta ** 2 * precision);
}

/** Length of the longest common subsequence. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  let above = new Uint32Array(other.length + 1);
  for (const word of one) {
    const row = new Uint32Array(other.length + 1);
    for (let i = 0; i < other.length; i++) {
      row[i + 1] =
        word === other[i] ? (above[i] as number) + 1 : Math.max(above[i + 1] as number, row[i] as number);
    }
    above = row;
  }
  return above[other.length] as number;
}
