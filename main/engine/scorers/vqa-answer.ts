/**
 * The answer normaliser of VQAv2's official scorer (GT-Vision-Lab/VQA, `vqaEval.py`, commit a013f00), upstream's two bugs included,
 * because they are part of every published score:
 *  - the period pattern's look-behind is misspelt as a look-ahead for the text "<=" and a digit, so it never holds anything back: a full
 *    stop goes unless a digit follows it ("5." becomes "5", ".5" keeps its stop);
 *  - `re.UNICODE` is passed where `sub` takes a count, so only the first 32 full stops go.
 * Digits are ASCII digits and letters become small one by one, as in the Python 2 that upstream runs on.
 */
import { lowerByLetter, split } from './python-text.ts';

const punctuation = [
  ';',
  '/',
  '[',
  ']',
  '"',
  '{',
  '}',
  '(',
  ')',
  '=',
  '+',
  '\\',
  '_',
  '-',
  '>',
  '<',
  '@',
  '`',
  ',',
  '?',
  '!',
];
const articles = new Set(['a', 'an', 'the']);
const numbers = new Map(
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map((word, i) => [
    word,
    String(i),
  ]),
);
numbers.set('none', '0');

/** re.UNICODE's value, taken as a count. */
const periodsRemoved = 32;

/** People's answers repeat all the time: "yes" is half of VQAv2. */
const known = new Map<string, string>();
const mostKnown = 100_000;

export function normaliseAnswer(answer: string): string {
  let normalised = known.get(answer);
  if (normalised === undefined) {
    normalised = withoutArticles(lowerByLetter(withoutPunctuation(answer, /\.(?!\d)/g)));
    if (known.size === mostKnown) known.clear();
    known.set(answer, normalised);
  }
  return normalised;
}

/** `stop`: the full stops that go. `comma`: one inside a number, beside which no mark leaves a blank. */
export function withoutPunctuation(text: string, stop: RegExp, comma = /\d,\d/): string {
  if (!/[^\p{L}\p{N}\s']/u.test(text)) return text;
  const commaInNumber = comma.test(text);
  let out = text;
  for (const mark of punctuation) {
    const dropped = commaInNumber || text.includes(`${mark} `) || text.includes(` ${mark}`);
    out = out.replaceAll(mark, dropped ? '' : ' ');
  }
  let removed = 0;
  return out.replace(stop, (found) => (removed++ < periodsRemoved ? '' : found));
}

/** Of text in small letters: number words become digits, articles go, lost apostrophes come back. */
export function withoutArticles(text: string): string {
  return split(text)
    .map((word) => numbers.get(word) ?? word)
    .filter((word) => !articles.has(word))
    .map((word) => contractions.get(word) ?? word)
    .join(' ');
}

/**
 * Upstream's table, regularities folded: most entries put the apostrophe back into one word. Entries that upstream gives with capital
 * letters (Im, Ive, Id've) never match, since the text is lower-cased by then, and are left out for that reason.
 */
const contractions = new Map<string, string>();
for (const right of (
  "ain't aren't can't could've couldn't didn't doesn't don't hadn't hasn't haven't he'd he's how'd how'll how's isn't it'd it'll ma'am " +
  "mightn't might've mustn't must've needn't not've o'clock oughtn't shan't should've shouldn't somebody'll somebody's " +
  "someone'd someone'll someone's something'd something'll that's there'd there're there's they'd they'll they're they've " +
  "wasn't we've weren't what'll what're what's what've when's where'd where's where've who'd who'll who's who've why'll why're why's " +
  "won't would've wouldn't y'all you'd you'll you're you've"
).split(' ')) {
  contractions.set(right.replaceAll("'", ''), right);
}
for (const [without, right] of [
  ['twas', "'twas"],
  ["somebody'd", 'somebodyd'],
  ["ow's'at", "'ow's'at"],
  ["'ows'at", "'ow's'at"],
  ["'ow'sat", "'ow's'at"],
  ["y'alld've", "y'all'd've"],
  ["yall'd've", "y'all'd've"],
  ["y'all'dve", "y'all'd've"],
  ["yall'll", "y'all'll"],
  ["y'allll", "y'all'll"],
] as const) {
  contractions.set(without, right);
}
// double contractions lack either apostrophe: couldnt've and couldn'tve
for (const stem of ['couldn', 'hadn', 'mightn', 'shouldn', 'wouldn']) {
  contractions.set(`${stem}'tve`, `${stem}'t've`);
  contractions.set(`${stem}t've`, `${stem}'t've`);
}
for (const stem of [
  'he',
  'it',
  'she',
  'somebody',
  'someone',
  'something',
  'there',
  'they',
  'we',
  'who',
  'you',
]) {
  contractions.set(`${stem}d've`, `${stem}'d've`);
  contractions.set(`${stem}'dve`, `${stem}'d've`);
}
