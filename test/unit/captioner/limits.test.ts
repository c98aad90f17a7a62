import { expect, test } from 'vitest';
import { longestQuestion } from '../../../main/captioner/limits.ts';

/** The same figures stand in resources/trainer/tests/test_folder_models.py. */
test('questions are cut where the trainer cuts them', () => {
  expect(longestQuestion(256, 36 + 3)).toBe(48);
  expect(longestQuestion(8192, 64 + 17)).toBe(512);
  expect(longestQuestion(128, 81)).toBe(15);
});
