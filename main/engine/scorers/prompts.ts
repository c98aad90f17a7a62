/** How lmms-eval (commit 75571cf) words its questions; LLaVA, which the published figures come from, says the same. */

export const shortAnswer = (question: string): string =>
  `${question}\nAnswer the question using a single word or phrase.`;

export const oneWord = (question: string): string => `${question}\nAnswer the question with a single word.`;
