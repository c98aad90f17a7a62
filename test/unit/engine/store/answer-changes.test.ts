import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  changesBetween,
  insertPredictions,
  openForWriting,
  replaceQuestions,
} from '../../../../main/engine/store/index.ts';
import { temporaryFolder } from '../../../temporary.ts';

test('each question that both have answered is gained, lost, right by both or wrong by both', () => {
  const db = openForWriting(join(temporaryFolder('changes'), 'squared.sqlite'));
  onTestFinished(() => {
    db.close();
  });
  const before = [0, 1, 1, 0, 0.3, 0.6, 0.6, 1];
  const after = [1, 0, 1, 0, 0.6, 0.3, 0.6, null];
  const question = (at: number) => ({
    benchmark: 'vqa',
    item: String(at),
    image: 'one.jpg',
    prompt: '?',
    truth: 'a dog',
    yesNo: null,
  });
  // One that nobody has answered, and one that only the model before has.
  replaceQuestions(
    db,
    Array.from({ length: before.length + 1 }, (_, at) => question(at)),
  );
  const answers = (scores: readonly (number | null)[]) =>
    scores.flatMap((score, at) =>
      score === null ? [] : [{ benchmark: 'vqa', item: String(at), text: '', score, logProbability: 0 }],
    );
  insertPredictions(db, 'v0', 1, answers(before));
  insertPredictions(db, 'v1', 1, answers(after));
  // Another seed's answers are another matter.
  insertPredictions(db, 'v1', 2, answers(before));
  expect(changesBetween(db, 'vqa', 1, 'v1', 'v0')).toEqual({
    model: 'v1',
    against: 'v0',
    gained: 2,
    lost: 2,
    bothRight: 2,
    bothWrong: 1,
  });
  expect(changesBetween(db, 'vqa', 2, 'v1', 'v0')).toMatchObject({ gained: 0, lost: 0, bothRight: 0 });
});
