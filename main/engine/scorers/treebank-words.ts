/**
 * Words as NLTK 3.2.5's `word_tokenize` cuts them, on which CHAIR stands: its Treebank rules on every sentence. Sentences end at a full stop,
 * question or exclamation mark before a blank unless an abbreviation stands there; upstream asks the statistical model "punkt", of whose
 * abbreviations only common ones are listed here. White space, digits and word edges are ASCII's, as on Python 2.
 */

const blank = '[ \\t\\n\\r\\f\\v]';

type Rule = readonly [RegExp, string];
/** In this order; `$1` is the first group. */
const rules: readonly Rule[] = [
  [/([«“‘])/g, ' $1 '],
  [/^"/g, '``'],
  [/(``)/g, ' $1 '],
  [/([ ([{<])"/g, '$1 `` '],
  [new RegExp(`([^.])(\\.)([\\])}>"'»”’ ]*)${blank}*$`, 'g'), '$1 $2 $3 '],
  [/([:,])([^\d])/g, ' $1 $2'],
  [/([:,])$/g, ' $1 '],
  [/\.\.\./g, ' ... '],
  [/[;@#$%&]/g, ' $& '],
  [new RegExp(`([^.])(\\.)([\\])}>"']*)${blank}*$`, 'g'), '$1 $2$3 '],
  [/[?!]/g, ' $& '],
  [/([^'])' /g, "$1 ' "],
  [/[\][(){}<>]/g, ' $& '],
  [/--/g, ' -- '],
];
/** After a blank was put at either end. */
const endings: readonly Rule[] = [
  [/([»”’])/g, ' $1 '],
  [/"/g, " '' "],
  [/([^ \t\n\r\f\v])('')/g, '$1 $2 '],
  [/([^' ])('[sSmMdD]|') /g, '$1 $2 '],
  [/([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) /g, '$1 $2 '],
  [/\b(can)(not)\b/gi, ' $1 $2 '],
  [/\b(d)('ye)\b/gi, ' $1 $2 '],
  [/\b(gim)(me)\b/gi, ' $1 $2 '],
  [/\b(gon)(na)\b/gi, ' $1 $2 '],
  [/\b(got)(ta)\b/gi, ' $1 $2 '],
  [/\b(lem)(me)\b/gi, ' $1 $2 '],
  [/\b(mor)('n)\b/gi, ' $1 $2 '],
  [new RegExp(`\\b(wan)(na)${blank}`, 'gi'), ' $1 $2 '],
  [/ ('t)(is|was)\b/gi, ' $1 $2 '],
];

const abbreviations = new Set(
  (
    'a.m p.m u.s u.s.a u.k u.n d.c n.y w.c ph.d mr mrs ms dr prof st sr jr ave ft vs co inc ltd corp gen col rep sen maj lt adm gov ' +
    'jan feb aug sep sept oct nov dec tues wed fri calif wash mich minn'
  ).split(' '),
);

export function treebankWords(text: string): string[] {
  // Runs of blanks cut like one, and the rules for a sentence's end would take the square of their length.
  const flat = text.replace(new RegExp(`${blank}+`, 'g'), ' ');
  return sentencesOf(flat).flatMap((sentence) => {
    const opened = rules.reduce((cut, [pattern, put]) => cut.replace(pattern, put), sentence);
    const closed = endings.reduce((cut, [pattern, put]) => cut.replace(pattern, put), ` ${opened} `);
    return closed.split(/\s+/).filter((word) => word !== '');
  });
}

function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const { 0: end, index } of text.matchAll(/[.?!]["')\]}»”’]*\s+(?=\S)/g)) {
    if (end[0] === '.' && isAbbreviated(text.slice(from, index))) continue;
    sentences.push(text.slice(from, index + end.length).trim());
    from = index + end.length;
  }
  sentences.push(text.slice(from).trim());
  return sentences;
}

function isAbbreviated(before: string): boolean {
  const word = /[^\s("'[{]*$/.exec(before)?.[0].toLowerCase() ?? '';
  return abbreviations.has(word) || /^[a-z]$/.test(word);
}
