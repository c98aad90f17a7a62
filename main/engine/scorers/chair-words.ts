/**
 * The objects that a caption names, as CHAIR finds them (Rohrbach et al. 2018, `utils/chair.py`, LisaAnne/Hallucination commit a967f2f): words in
 * the singular, pairs that are one thing put together, and every word of `synonyms.txt` replaced by the object it stands for. The pairs and
 * exceptions are upstream's own, made for COCO.
 */
import { singularOf } from './english-singular.ts';
import { treebankWords } from './treebank-words.ts';

/** Word -> the object it stands for. */
export type ChairWords = ReadonlyMap<string, string>;

/** `synonyms.txt`: an object a line, its name first. Cut at ", " as upstream does: a doubled blank stays part of a word. */
export function chairWordsOf(synonyms: string): ChairWords {
  const lines = synonyms.split('\n').map((line) => line.trim());
  const found = new Map<string, string>();
  for (const line of lines.filter((one) => one !== '')) {
    const [name = '', ...others] = line.split(', ');
    for (const word of [name, ...others]) found.set(word, name);
  }
  return found;
}

const together =
  'motor bike, motor cycle, air plane, traffic light, street light, traffic signal, stop light, fire hydrant, stop sign, parking meter, ' +
  'suit case, sports ball, baseball bat, baseball glove, tennis racket, wine glass, hot dog, cell phone, mobile phone, teddy bear, ' +
  'hair drier, potted plant, bow tie, laptop computer, stove top oven, home plate, train track';
const pairs = new Map(together.split(', ').map((pair) => [pair, pair]));
for (const animal of 'bird cat dog horse sheep cow elephant bear zebra giraffe animal cub'.split(' ')) {
  pairs.set(`baby ${animal}`, animal);
  pairs.set(`adult ${animal}`, animal);
}
for (const vehicle of ['jet', 'train']) pairs.set(`passenger ${vehicle}`, vehicle);
pairs.set('bow tie', 'tie');
pairs.set('toilet seat', 'toilet');
// what the singular makes of "wine glass"
pairs.set('wine glas', 'wine glass');

/** In order of the caption, repetitions included: the words found and the objects they stand for. */
export function objectsIn(caption: string, known: ChairWords): { words: string[]; objects: string[] } {
  const singular = treebankWords(caption.toLowerCase()).map(singularOf);
  const joined: string[] = [];
  for (let i = 0; i < singular.length; i++) {
    const pair = pairs.get(`${singular[i]} ${singular[i + 1]}`);
    if (pair !== undefined) i++;
    joined.push(pair ?? (singular[i] as string));
  }
  const isToilet = joined.includes('toilet') && joined.includes('seat');
  const words = joined.filter((word) => known.has(word) && !(isToilet && word === 'seat'));
  return { words, objects: words.map((word) => known.get(word) as string) };
}
