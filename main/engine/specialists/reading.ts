/**
 * The reading (OCR) specialist's lessons from marked words (paper, section 3.2), in its three kinds: recognise (what a place says, where a
 * word stands), comprehend (what is said, how much, whether), reason (which of the words). Texts stand in reading order.
 */
import type { Turn } from '../formats/dataset.ts';
import { type Random, randomFrom } from '../world/random.ts';
import type { AnnotatedText, Word } from './annotated.ts';
import { boxText, inReadingOrder } from './boxes.ts';

/** More words than these are a document: their order is no longer sure, and an answer would run over its longest length. */
const mostWords = 12;
const clearHeight = 1.25;

export const readingQuestion = 'what does the text say?';

/** `others` are words of other images, for what is not said here. Empty where nobody could read the words that are there. */
export function readingTurns(image: AnnotatedText, seed: number, others: readonly string[]): Turn[] {
  if (image.words.length === 0) {
    return image.illegible > 0 ? [] : [{ user: readingQuestion, assistant: 'no text' }, ...narration(image)];
  }
  const random = randomFrom(`reading/${seed}/${image.name}`);
  const words = inReadingOrder(image.words);
  return [
    ...recognise(image, words, random),
    ...comprehend(image, words, others, random),
    ...reason(image, words),
    ...narration(image),
  ];
}

/** The whole, one place, and where a word stands. */
function recognise(image: AnnotatedText, words: readonly Word[], random: Random): Turn[] {
  const place = random.pick(words);
  const sought = random.pick(words);
  return [
    ...(words.length <= mostWords ? [{ user: readingQuestion, assistant: said(words) }] : []),
    { user: `what is written in ${boxText(place.box, image)}?`, assistant: place.text },
    ...(image.illegible === 0 && isAlone(sought, words)
      ? [{ user: `where does it say "${sought.text}"?`, assistant: boxText(sought.box, image) }]
      : []),
  ];
}

/** What is there and what is not; where some words could not be read, nobody knows all. */
function comprehend(
  { illegible }: AnnotatedText,
  words: readonly Word[],
  others: readonly string[],
  random: Random,
): Turn[] {
  const complete = illegible === 0;
  const absent = complete ? absentWord(words, others, random) : null;
  const asked = (text: string, assistant: string): Turn => ({
    user: `does the image say "${text}"?`,
    assistant,
  });
  return [
    asked(random.pick(words).text, 'yes'),
    ...(absent === null ? [] : [asked(absent, 'no')]),
    ...(complete && words.length <= mostWords
      ? [{ user: 'how many words are there?', assistant: String(words.length) }]
      : []),
  ];
}

const mostTries = 20;

/** A word of another image that is not in this one; null where none is soon found. */
function absentWord(words: readonly Word[], others: readonly string[], random: Random): string | null {
  const known = new Set(words.map(({ text }) => text.toLowerCase()));
  for (let attempt = 0; attempt < mostTries && others.length > 0; attempt++) {
    const word = random.pick(others);
    if (!known.has(word.toLowerCase())) return word;
  }
  return null;
}

/** Questions that need all of the words at once. */
function reason({ illegible }: AnnotatedText, words: readonly Word[]): Turn[] {
  if (illegible > 0 || words.length < 2) return [];
  const height = ({ box }: Word): number => box[3] - box[1];
  const [tallest, next] = [...words].sort((a, b) => height(b) - height(a)) as [Word, Word];
  const numbers = words.flatMap(({ text }) => (/^\d{1,9}(\.\d{1,4})?$/.test(text) ? [text] : []));
  const [greatest, second] = [...numbers].sort((a, b) => Number(b) - Number(a));
  return [
    ...(height(tallest) >= clearHeight * height(next)
      ? [{ user: 'which word is written largest?', assistant: tallest.text }]
      : []),
    ...(words.length <= mostWords
      ? [{ user: 'what is the last word?', assistant: (words.at(-1) as Word).text }]
      : []),
    ...(greatest !== undefined && second !== undefined && Number(greatest) > Number(second)
      ? [{ user: 'which is the greatest number?', assistant: greatest }]
      : []),
  ];
}

/** The words and what else there is, where somebody has said it: a specialist must still narrate. */
function narration({ words, illegible, captions }: AnnotatedText): Turn[] {
  const caption = [...captions].sort((a, b) => b.length - a.length)[0];
  if (caption === undefined || words.length > mostWords || (words.length === 0 && illegible > 0)) return [];
  const text = words.length === 0 ? 'no text.' : `the text says ${said(inReadingOrder(words))}.`;
  return [{ user: 'read the text and describe the image.', assistant: `${text} ${caption}` }];
}

const said = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');

const isAlone = (sought: Word, words: readonly Word[]): boolean =>
  words.filter(({ text }) => text.toLowerCase() === sought.text.toLowerCase()).length === 1;
