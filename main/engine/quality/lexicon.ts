/**
 * Names of objects and how text may write them: singular, plural, synonyms, names of several words. The longest name that fits wins, so
 * "hot dog" is not a dog. Matching is by whole words, whatever their case.
 */
export interface Lexicon {
  /** Words, joined by one space -> the object's name; null where they name none, though a part of them would. */
  readonly names: ReadonlyMap<string, string | null>;
  readonly longest: number;
}

/** One mention of an object in a text; `word` is its position among the text's words. */
export interface Mention {
  readonly name: string;
  readonly word: number;
  readonly words: number;
}

/** `synonyms` maps a name to further ways of writing it (CHAIR's `synonyms.txt`); `exceptions` are written as they stand. */
export function lexiconOf(
  names: Iterable<string>,
  synonyms: ReadonlyMap<string, readonly string[]> = new Map(),
  exceptions: readonly (readonly [string, string | null])[] = [],
): Lexicon {
  const forms = new Map<string, string | null>();
  const all = [...names];
  // a name itself is never taken over by another's plural or synonym
  for (const name of all) forms.set(wordsOf(name).join(' '), name);
  for (const [written, name] of exceptions) if (!forms.has(written)) forms.set(written, name);
  for (const name of all) {
    for (const form of [name, ...(synonyms.get(name) ?? [])]) {
      const words = wordsOf(form);
      const last = words.at(-1);
      if (last === undefined) continue;
      for (const ending of [last, ...pluralsOf(last)]) {
        const written = [...words.slice(0, -1), ending].join(' ');
        if (!forms.has(written)) forms.set(written, name);
      }
    }
  }
  return { names: forms, longest: Math.max(0, ...[...forms.keys()].map((form) => form.split(' ').length)) };
}

/** Lower-cased words: letters and digits with inner apostrophes and hyphens. "t-shirts." gives "t-shirts". */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Every mention, in order; an object named twice is there twice. */
export const mentionsIn = (text: string, lexicon: Lexicon): Mention[] =>
  mentionsAmong(wordsOf(text), lexicon);

/** The same of a text whose words (`wordsOf`) are known. */
export function mentionsAmong(words: readonly string[], lexicon: Lexicon): Mention[] {
  const mentions: Mention[] = [];
  let at = 0;
  while (at < words.length) {
    let step = 1;
    for (let length = Math.min(lexicon.longest, words.length - at); length > 0; length--) {
      const written = length === 1 ? (words[at] as string) : words.slice(at, at + length).join(' ');
      const name = lexicon.names.get(written);
      if (name === undefined) continue;
      if (name !== null) mentions.push({ name, word: at, words: length });
      step = length;
      break;
    }
    at += step;
  }
  return mentions;
}

/** The objects a text names, each once. */
export function objectsNamed(text: string, lexicon: Lexicon): Set<string> {
  return new Set(mentionsIn(text, lexicon).map((mention) => mention.name));
}

const irregular = new Map([
  ['person', ['people', 'persons']],
  ['man', ['men']],
  ['woman', ['women']],
  ['child', ['children']],
  ['mouse', ['mice']],
  ['goose', ['geese']],
  ['foot', ['feet']],
  ['tooth', ['teeth']],
  ['ox', ['oxen']],
  ['knife', ['knives']],
  ['leaf', ['leaves']],
  ['loaf', ['loaves']],
  ['wolf', ['wolves']],
  ['shelf', ['shelves']],
  ['scarf', ['scarves', 'scarfs']],
  ['cactus', ['cacti', 'cactuses']],
  ['octopus', ['octopi', 'octopuses']],
]);

/** The ways in which English may write the plural of a word. */
export function pluralsOf(word: string): string[] {
  const known = irregular.get(word);
  if (known) return known;
  const compound = /^(.*)(man|woman)$/.exec(word);
  if (compound) return [`${word.slice(0, -2)}en`, `${word}s`];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/(s|x|z|ch|sh)$/.test(word)) return [`${word}es`];
  if (/[^aeiou]o$/.test(word)) return [`${word}es`, `${word}s`];
  return [`${word}s`];
}
