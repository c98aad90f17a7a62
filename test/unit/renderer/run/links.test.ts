import { expect, test } from 'vitest';
import { type Dependent, drawnLinks } from '../../../../renderer/views/run/graph/links.ts';
import { planned } from './plans.ts';

test('what another dependency implies is not drawn', () => {
  const all = [
    { step: 'import', after: [] },
    { step: 'features', after: ['import'] },
    { step: 'v0', after: ['features'] },
    { step: 'captions', after: ['v0'] },
    { step: 'v1', after: ['features', 'captions'] },
    { step: 'report', after: ['import', 'features', 'v0', 'captions', 'v1'] },
  ];
  expect(drawnLinks(all).map(({ after }) => after)).toEqual([
    [],
    ['import'],
    ['features'],
    ['v0'],
    ['captions'],
    ['v1'],
  ]);
});

/** Everything that a step waits for, near or far. */
function before(all: readonly Dependent[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { step, after } of all)
    found.set(step, new Set(after.flatMap((one) => [one, ...(found.get(one) ?? [])])));
  return found;
}

test.each(['demo', 'table-2', 'table-4', 'table-9'] as const)(
  'what is drawn of %s tells the whole order',
  (preset) => {
    const { dependents } = planned(preset);
    const drawn = drawnLinks(dependents);
    expect(before(drawn)).toEqual(before(dependents));
    const count = (all: readonly Dependent[]) => all.reduce((sum, { after }) => sum + after.length, 0);
    expect(count(drawn)).toBeLessThan(count(dependents));
  },
);
