import { expect, test } from 'vitest';
import { stepTitle } from '../../../renderer/data/names.ts';

test.each([
  ['Train v1', 'v1', 'Train V1'],
  ['Recaption by v0 for brief-prompt', 'brief-prompt', 'Recaption by V0 for brief prompt'],
  ['Train without-spatial', 'without-spatial', 'Train without spatial'],
  ['Evaluate only-ocr-12p5pct', 'only-ocr-12p5pct', 'Evaluate only OCR (12.5 %)'],
  ['Judge round 2', 'v2', 'Judge round 2'],
  ['Draw Emoji World', null, 'Draw Emoji World'],
  // A folder's name is nobody's to change.
  ['Recaption by v3-onnx', 'other-captioner', 'Recaption by v3-onnx'],
])('%s is told as words', (title, model, words) => expect(stepTitle({ title, model })).toBe(words));
