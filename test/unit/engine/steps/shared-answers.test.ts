import { expect, test } from 'vitest';
import { benchmarkNamed } from '../../../../main/engine/scorers/index.ts';
import { sharedAnswers } from '../../../../main/engine/steps/shared-answers.ts';
import { item } from '../scorers/support.ts';

const answer = (id: string, text: string) => ({ item: id, text, logProbability: -0.1 });

test('a question that another rule has asked word for word is not asked again', () => {
  const pope = benchmarkNamed('pope');
  const theirs = benchmarkNamed('pope-vlmevalkit');
  const items = ['1', '2', '3'].map((id) => item(id, { label: 'no', split: 'random' }));
  const answers = [answer('1', 'No.'), answer('2', 'yes')];
  const others = [{ exam: { benchmark: pope, items }, answers }];
  expect(sharedAnswers({ benchmark: theirs, items }, others)).toEqual(answers);

  const [first, second] = items as [(typeof items)[number], (typeof items)[number]];
  const otherwise = [
    { ...first, prompt: 'Really?' },
    { ...second, image: 'b.jpg' },
  ];
  expect(sharedAnswers({ benchmark: theirs, items: otherwise }, others)).toEqual([]);
  expect(sharedAnswers({ benchmark: { ...theirs, maxNewTokens: 2 }, items }, others)).toEqual([]);
  expect(sharedAnswers({ benchmark: theirs, items }, [])).toEqual([]);
});
