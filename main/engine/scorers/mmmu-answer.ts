/**
 * How MMMU's official code reads answers (`mmmu/utils/eval_utils.py`, MMMU-Benchmark/MMMU commit bb0b95a). Reproduced with what is odd in
 * it, since it is part of published scores: an answer in small letters is cut into sentences at a capital that can no longer be there, so
 * only line breaks cut; "I think A is right" is read as A, and so is "I".
 */
import { floatOf, roundedToCents } from './python-number.ts';
import { split, strip } from './python-text.ts';

/** A for the first option and so on. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);

/** The letter of the option that an answer names, or null where upstream guesses. */
export function chosenLetter(answer: string, options: readonly string[]): string | null {
  let bare = answer;
  for (const mark of [',', '.', '!', '?', ';', ':', "'"]) bare = withoutOuter(bare, mark);
  const said = ` ${bare} `;
  const letters = options.map((_, index) => letterOf(index));

  const inBrackets = letters.filter((letter) => said.includes(`(${letter})`));
  if (inBrackets.length > 0) return lastOf(inBrackets, (letter) => said.lastIndexOf(`(${letter})`));
  const alone = letters.filter((letter) => said.includes(` ${letter} `));
  if (alone.length > 0) return lastOf(alone, (letter) => said.lastIndexOf(` ${letter} `));
  if (split(said).length <= 5) return null;
  const small = said.toLowerCase();
  const placeOf = (letter: string): number =>
    small.lastIndexOf((options[letters.indexOf(letter)] as string).toLowerCase());
  const quoted = letters.filter((letter) => placeOf(letter) !== -1);
  return quoted.length > 0 ? lastOf(quoted, placeOf) : null;
}

/** The one that stands last; the first of those that share a place. */
function lastOf(letters: readonly string[], placeOf: (letter: string) => number): string {
  return letters.reduce((last, letter) => (placeOf(letter) > placeOf(last) ? letter : last));
}

function withoutOuter(text: string, mark: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text[from] === mark) from++;
  while (to > from && text[to - 1] === mark) to--;
  return text.slice(from, to);
}

/** Whether an open answer holds one of the true ones: as the same number to two decimals, or as text inside it. */
export function isOpenAnswerRight(answers: readonly string[], prediction: string): boolean {
  const truths = answers.flatMap(normalised);
  return openAnswers(prediction).some((said) =>
    typeof said === 'number'
      ? truths.includes(said) && !Number.isNaN(said)
      : truths.some((truth) => typeof truth === 'string' && said.includes(truth)),
  );
}

/** What an open answer may mean: the ends of its sentences after "is", "so", "answer" and the like, and every number in them. */
export function openAnswers(prediction: string): (string | number)[] {
  const key = keySentences(prediction);
  return [...key, ...key.flatMap(numbersIn)].flatMap(normalised);
}

const indicators = ['could be ', 'so ', 'is ', 'thus ', 'therefore ', 'final ', 'answer ', 'result '];
const trivial = [':', ',', '.', '!', '?', ';', "'"];

function keySentences(prediction: string): string[] {
  const bare = withoutOuter(strip(prediction), '.').toLowerCase();
  const lines = bare.split('\n');
  const found = lines.flatMap((line, index) => {
    let shortest = '';
    // the last line may be an equation
    for (const indicator of index === lines.length - 1 ? [...indicators, '='] : indicators) {
      if (!line.includes(indicator)) continue;
      const end = strip(line.slice(line.lastIndexOf(indicator) + indicator.length));
      if (shortest === '' || Array.from(end).length < Array.from(shortest).length) shortest = end;
    }
    return shortest === '' || trivial.includes(shortest) ? [] : [shortest];
  });
  return found.length === 0 ? [bare] : found;
}

const word = '[\\p{L}\\p{N}_]';
const edge = `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
const digit = '\\p{Nd}';
const withCommas = new RegExp(`-?${edge}${digit}{1,3}(?:,${digit}{3})+${edge}`, 'gu');
const scientific = new RegExp(`-?${digit}+(?:\\.${digit}+)?[eE][+-]?${digit}+`, 'gu');
const simple = new RegExp(
  `-?(?:${digit}+\\.${digit}+|\\.${digit}+|${digit}+${edge})(?![eE][+-]?${digit}+)(?![,${digit}])`,
  'gu',
);

const numbersIn = (text: string): string[] =>
  [withCommas, scientific, simple].flatMap((pattern) => text.match(pattern) ?? []);

/** A number to two decimals, or small letters; a single letter counts only with a blank beside it. */
function normalised(text: string): (string | number)[] {
  const bare = strip(text);
  const number = floatOf(bare.replaceAll(',', ''));
  if (number !== null) return [roundedToCents(number)];
  const small = bare.toLowerCase();
  return Array.from(small).length === 1 ? [` ${small}`, `${small} `] : [small];
}
