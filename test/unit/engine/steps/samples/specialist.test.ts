/** A specialist's samples: its lessons in their stages, and as much of the SFT conversations as the plan says. */
import { expect, test } from 'vitest';
import { longQuestion } from '../../../../../main/engine/specialists/grounding.ts';
import { specialistSamples } from '../../../../../main/engine/steps/samples/specialist.ts';

const turn = (user: string) => ({ user, assistant: 'something' });
const lessons = [{ imageId: 1, row: 0, turns: [turn('where is the dog?'), turn(longQuestion)] }];
const sft = Array.from({ length: 20 }, (_, at) => ({ row: at + 1, turns: [turn('what is it?')] }));
const options = { builder: undefined, mix: 1, seed: 1, model: 'counting' };

test('all lessons with all of SFT, as a plan that says nothing has it', () => {
  expect(specialistSamples(lessons, sft, options)).toEqual([[{ row: 0, turns: lessons[0]?.turns }, ...sft]]);
});

test('a share of SFT, drawn by seed and specialist', () => {
  const drawn = (seed: number, model = 'counting') =>
    specialistSamples(lessons, sft, { ...options, mix: 0.25, seed, model })[0]?.slice(1);
  expect(drawn(1)).toHaveLength(5);
  expect(drawn(1)).toEqual(drawn(1));
  expect(drawn(1)).not.toEqual(drawn(2));
  expect(drawn(1)).not.toEqual(drawn(1, 'colours'));
  expect(specialistSamples(lessons, sft, { ...options, mix: 0 })).toEqual([
    [{ row: 0, turns: lessons[0]?.turns }],
  ]);
});

test('grounding has two stages, and narrates in both', () => {
  const [first, second, ...more] = specialistSamples(lessons, sft, { ...options, builder: 'grounding' });
  expect(more).toEqual([]);
  expect(first?.[0]?.turns.map(({ user }) => user)).toEqual(['where is the dog?']);
  expect(second?.[0]?.turns.map(({ user }) => user)).toEqual([longQuestion]);
  expect([first?.length, second?.length]).toEqual([21, 21]);
});
