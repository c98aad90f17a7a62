import { expect, test } from 'vitest';
import { filtered } from '../../../main/cli/commands/data/filter-option.ts';
import { SourceFilters } from '../../../shared/data.ts';

const read = (...options: string[]) =>
  options.reduce<Readonly<Record<string, unknown>>>((before, one) => filtered(one, before), {});

test('filters of the command line are those of a plan', () => {
  const filters = read(
    'shorterSide=200..',
    'longerSide=..4000',
    'aspect=3',
    'characters=5..2000',
    'languages=en,de',
    'scores.clip=0.28..',
    'scores.aesthetic=..9',
    'duplicates=perceptual',
  );
  expect(SourceFilters.parse(filters)).toEqual({
    shorterSide: { min: 200 },
    longerSide: { max: 4000 },
    aspect: 3,
    characters: { min: 5, max: 2000 },
    languages: ['en', 'de'],
    scores: { clip: { min: 0.28 }, aesthetic: { max: 9 } },
    duplicates: 'perceptual',
  });
});

test.for(['aspect=wide', 'shorterSide=200', 'colour=red', 'duplicates=all', 'languages=english'])(
  '%s is refused by the engine’s own words',
  (option) => {
    expect(SourceFilters.safeParse(read(option)).success).toBe(false);
  },
);
