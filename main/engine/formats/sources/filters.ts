/** Which samples a user wants: what speaks against one, in the words under which it is counted. Pure. */
import type { Range, SourceFilters, SourceRole } from '../../../../shared/data.ts';
import type { Sample } from './reader.ts';

/** Whether images of a role may come without a word: those are recaptioned, or asked about. */
export const mayBeSilent = (role: SourceRole): boolean =>
  role === 'pretraining' || role === 'more-pretraining' || role === 'benchmark';

type LanguageOf = (text: string) => string | null;

/** What can be told without the picture; null where nothing speaks against it. */
export function againstSample(
  { turns, scores }: Pick<Sample, 'turns' | 'scores'>,
  { characters, languages, scores: thresholds = {} }: SourceFilters,
  languageOf: LanguageOf,
): string | null {
  for (const [name, range] of Object.entries(thresholds)) {
    const score = scores[name];
    if (score === undefined) return `${name} is not told`;
    if (outside(score, range)) return `${name} is ${outside(score, range)}`;
  }
  if (turns.length === 0) return null;
  const said = turns.map(({ assistant }) => assistant).join('\n');
  if (characters && outside(said.length, characters))
    return `its text is ${outside(said.length, characters)} characters`;
  const language = languages ? languageOf(said) : null;
  return language !== null && !languages?.includes(language) ? `its language is ${language}` : null;
}

/** Of a picture as it is shown, in pixels. */
export function againstSize(
  width: number,
  height: number,
  { shorterSide, longerSide, aspect }: SourceFilters,
): string | null {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  if (shorterSide && outside(short, shorterSide))
    return `its shorter side is ${outside(short, shorterSide)} pixels`;
  if (longerSide && outside(long, longerSide))
    return `its longer side is ${outside(long, longerSide)} pixels`;
  return aspect !== undefined && long / short > aspect ? `its sides are more than ${aspect} to 1` : null;
}

function outside(value: number, { min, max }: Range): string | null {
  if (min !== undefined && value < min) return `below ${min.toLocaleString('en')}`;
  if (max !== undefined && value > max) return `above ${max.toLocaleString('en')}`;
  return null;
}
