/**
 * The singular of an English word by the rules that CHAIR stands on: `singularize` of pattern.en (clips/pattern commit d25511f; BSD licence;
 * its rules come from Bermi Ferrer's Inflector, MIT licence). What those rules get wrong is part of CHAIR and reproduced: "glass" becomes
 * "glas", "bus" becomes "bu", "ties" becomes "ty", and "s" alone stays because "debris" ends in it.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** These, and everything that one of them ends in, stay as they are. */
const unchanging = words(
  `
  bison bream breeches britches carp chassis christmas clippers cod contretemps corps debris diabetes djinn eland elk flounder gallows
  georgia graffiti headquarters herpes high-jinks homework innings jackanapes mackerel measles mews mumps news pincers pliers
  proceedings rabies salmon scissors series shears species swine swiss trout tuna whiting wildebeest
  advice bread butter cheese electricity equipment fruit furniture garbage gravel happiness information ketchup knowledge love luggage
  mathematics mayonnaise meat mustard progress research rice sand software understanding water`.trim(),
);

/** Words in -ie, which lose only their s. */
const inIe = words(
  `
  alergie auntie beanie birdie bogie bombie collie cookie cutie doggie eyrie freebie goonie groupie hankie hippie hoagie hottie indie
  junkie laddie laramie lingerie meanie newbie nightie oldie pixie quickie reverie rookie softie sortie stoolie sweetie techie toughie
  valkyrie veggie weenie yuppie zombie`.trim(),
);

/** By the ending of a word. */
const irregular = new Map(
  `atlantes atlas, atlases atlas, axes axe, beeves beef, brethren brother, children child, corpora corpus, corpuses corpus,
   ephemerides ephemeris, feet foot, ganglia ganglion, geese goose, genera genus, genii genie, graffiti graffito, helves helve, kine cow,
   leaves leaf, loaves loaf, men man, mongooses mongoose, monies money, moves move, mythoi mythos, numena numen, occipita occiput,
   octopodes octopus, opera opus, opuses opus, our my, oxen ox, penes penis, penises penis, people person, sexes sex,
   soliloquies soliloquy, teeth tooth, testes testis, trilbys trilby, turves turf, zoa zoon`
    .split(',')
    .map((pair) => pair.trim().split(' ') as [string, string]),
);

const prepositions = words(
  `
  about above across after among around at athwart before behind below beneath beside besides between betwixt beyond but by during except
  for from in into near of off on onto out over since till to under until unto upon with`.trim(),
);

/** The first that matches. A bar inside brackets is a letter like the others, as upstream wrote it. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/(.)ae$/, '$1a'],
  [/(.)eaux$/, '$1eau'],
  [/(quiz)zes$/, '$1'],
  [/(matr)ices$/, '$1ix'],
  [/(ap|vert|ind)ices$/, '$1ex'],
  [/^(ox)en/, '$1'],
  [/(alias|status)es$/, '$1'],
  [/([octop|vir])i$/, '$1us'],
  [/(cris|ax|test)es$/, '$1is'],
  [/(shoe)s$/, '$1'],
  [/(o)es$/, '$1'],
  [/(bus)es$/, '$1'],
  [/([m|l])ice$/, '$1ouse'],
  [/(x|ch|ss|sh)es$/, '$1'],
  [/(m)ovies$/, '$1ovie'],
  [/(.)ombies$/, '$1ombie'],
  [/(s)eries$/, '$1eries'],
  [/([^aeiouy]|qu)ies$/, '$1y'],
  [/([aeo]l|[^d]ea|ar)ves$/, '$1f'],
  [/erves$/, 'erve'],
  [/([nlw]i)ves$/, '$1fe'],
  [/([lr])ves$/, '$1f'],
  [/([aeo])ves$/, '$1ve'],
  [/(sive|tive|hive)s$/, '$1'],
  [/([^f])ves$/, '$1fe'],
  [/^(analy)ses$/, '$1sis'],
  [/(analy)ses$/, '$1asis'],
  [/(ba|diagno|parenthe|progno|synop|the)ses$/, '$1sis'],
  [/(.)opses$/, '$1opsis'],
  [/(.)yses$/, '$1ysis'],
  [/(h|d|r|o|n|b|cl|p)oses$/, '$1ose'],
  [/(fruct|gluc|galact|lact|ket|malt|rib|sacchar|cellul)ose$/, '$1ose'],
  [/(.)oses$/, '$1osis'],
  [/([ti])a$/, '$1um'],
  [/(.)itis$/, '$1itis'],
  [/s$/, ''],
];

/** Of a word in small letters. */
export function singularOf(word: string): string {
  const [first = '', ...rest] = word.split('-');
  if (rest.length > 0 && prepositions.has(rest[0] as string)) return [singularOf(first), ...rest].join('-');
  if (word.endsWith("'")) return `${singularOf(word.slice(0, -1))}'s`;
  for (const other of unchanging) if (other.endsWith(word)) return word;
  for (const other of inIe) if (word.endsWith(`${other}s`)) return word;
  for (const [plural, singular] of irregular)
    if (word.endsWith(plural)) return word.slice(0, word.length - plural.length) + singular;
  const rule = rules.find(([pattern]) => pattern.test(word));
  return rule ? word.replace(...rule) : word;
}
