/**
 * Words of captions as COCO's evaluation cuts them. Upstream pipes text through Stanford's PTBTokenizer (CoreNLP 3.4.1, Java) in small letters
 * and drops punctuation (`tokenizer/ptbtokenizer.py`, salaniz/pycocoevalcap commit ad63453). These are that tokenizer's rules as far as captions
 * need them: contractions, abbreviations, numbers, hyphens, quotes, brackets, symbols. It is not the whole lexer: rare forms (e-mail
 * addresses with odd endings, file names, telephone numbers, prefixes that end in a hyphen) may be cut differently. Of 1,084 texts beyond the
 * golden file's, 401 of them COCO captions, 1,075 come out the same.
 */

/** Tokens of a text, joined by single blanks. */
export function ptbWords(text: string): string {
  const flat = text.replaceAll('\u00ad', '').replaceAll('\n', ' ');
  const tokens: string[] = [];
  let at = 0;
  while (at < flat.length) {
    const rule = rules.find(({ pattern }) => {
      pattern.lastIndex = at;
      return pattern.test(flat);
    });
    const end = rule ? rule.pattern.lastIndex : at + 1;
    const found = flat.slice(at, end);
    for (const token of rule ? rule.tokens(found) : [found]) tokens.push(token.toLowerCase());
    at = end;
  }
  return tokens.join(' ');
}

const none = (): string[] => [];
const whole = (found: string): string[] => [found];
const instead =
  (names: Readonly<Record<string, string>>) =>
  (found: string): string[] => [names[found] as string];

const letter = '[\\p{L}\\p{M}]';
const character = '[\\p{L}\\p{M}\\p{Nd}]';
const abbreviations =
  'mr|mrs|ms|dr|drs|prof|sens?|reps?|lt|col|gen|messrs|govs?|adm|rev|maj|sgt|cpl|pvt|mt|capt|ave|pres|hon|st|ste|ft|jr|sr|bros|' +
  'inc|cos?|corp|ltd|plc|dept|assn|univ|intl|blvd|rd|esq|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|calif|mass|penn|conn|' +
  'etc|al|seq|vs|tel|est|ext|sq|ph\\.d';

interface Rule {
  readonly pattern: RegExp;
  readonly tokens: (found: string) => string[];
}

/** The first rule that matches takes what it matches. */
const rules: readonly Rule[] = (
  [
    // beyond the basic plane upstream finds nothing it can cut, and says so on its error output
    ['[\\s\\u200b\\u200c\\u200d\\u2060\\ufe0f\\u{10000}-\\u{10ffff}]+|&nbsp;', none],
    ['&amp;|&lt;|&gt;', instead({ '&amp;': '&', '&lt;': '<', '&gt;': '>' })],
    ['</?[a-z][^<>\\n]*>', (found) => [found.replaceAll(' ', '\u00a0')]],
    ['(?:https?://|www\\.)[^\\s"<>]*[^\\s"<>.,;:!?\')]', whole],
    [`${character}[\\w.+-]*@${character}+(?:[.-]${character}+)+`, whole],
    [`@${letter}[\\w]*`, whole],
    [`[:;]-?[()]`, (found) => [found.replace('(', '-lrb-').replace(')', '-rrb-')]],
    [
      `${letter}(?:\\.${letter})+(?!${character}|\\.)|(?:${letter}\\.)+(?!${character}{2})(?=[^.]|\\.\\.|$)`,
      whole,
    ],
    [`(?:${abbreviations})\\.(?!${character})|no\\.(?=\\s*\\d)`, whole],
    ["'\\d\\ds(?!\\p{L})", whole],
    ["['‘’](?:t(?=is\\b|was\\b)|em\\b|cause\\b|n['’]|n\\b)", (found) => [straight(found)]],
    ['[½¼¾⅓⅔]', instead({ '½': '1/2', '¼': '1/4', '¾': '3/4', '⅓': '1/3', '⅔': '2/3' })],
    // a whole number and a fraction are one word with a hard blank in it
    ['\\d+ \\d+/\\d+', (found) => [found.replace(' ', '\u00a0')]],
    [`[+-]?\\d+(?:[.,:]\\d+)+(?:/\\d+)?|[+-]\\d+(?!${character})`, whole],
    ['c\\+\\+|c#', whole],
    ['(?:can)(?=not\\b)|(?:gon|wan)(?=na\\b)|got(?=ta\\b)|(?:gim|lem)(?=me\\b)', whole],
    ["ol['’](?!\\p{L})|y['’](?=all\\b)", (found) => [straight(found)]],
    [`(?:d['’]you|o['’]${letter}+|ma['’]am)\\b`, (found) => [straight(found)]],
    [`${letter}+?(?=n['’]t(?!${letter}))`, whole],
    [`n['’]t(?!${letter})`, (found) => [straight(found)]],
    [`['’](?:s|ll|re|ve|m|d)(?!${letter})`, (found) => [straight(found)]],
    // a lonely capital on both sides of the sign: R&B, AT&T
    ['\\p{Lu}+&\\p{Lu}+(?!\\p{L})', whole, 'u'],
    [`${character}+(?:[-/_.?!]${character}+(?!['’](?:s|ll|re|ve|m|d)-))*`, whole],
    ['_+|\\*+|[?!]{2,}', whole],
    [
      '[()\\[\\]{}]',
      instead({ '(': '-lrb-', ')': '-rrb-', '[': '-lsb-', ']': '-rsb-', '{': '-lcb-', '}': '-rcb-' }),
    ],
    ['[£€]', instead({ '£': '#', '€': '$' })],
    ['[.,;:!?\'"`‘’“”«»…–—-]', none],
  ] as [string, Rule['tokens'], string?][]
).map(([pattern, tokens, flags = 'iu']) => ({ pattern: new RegExp(`(?:${pattern})`, `${flags}y`), tokens }));

const straight = (found: string): string => found.replaceAll(/[‘’]/g, "'");
