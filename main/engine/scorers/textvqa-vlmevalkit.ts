/**
 * TextVQA by VLMEvalKit (`vlmeval/dataset/utils/vqa_eval.py`, `process_line` by vqa_score, open-compass/VLMEvalKit commit e8e78f0): LLaVA's soft score
 * with an answer normaliser that keeps commas, question marks and possessives for the punctuation rule, and a full stop beside a digit.
 */
import type { BenchmarkItem } from './benchmark.ts';
import { numpyMean } from './numpy-mean.ts';
import { strip } from './python-text.ts';
import { textvqa } from './textvqa.ts';
import { variantOf } from './variant.ts';
import { bareOfPunctuation } from './vlmevalkit-punctuation.ts';
import { agreements } from './vqa.ts';
import { withoutArticles } from './vqa-answer.ts';

export const textvqaVlmevalkit = variantOf(textvqa, 'VLMEvalKit', {
  name: 'textvqa-vlmevalkit',
  scorer: 'VLMEvalKit vqa_score',
  score: (item, prediction) =>
    numpyMean(agreements(answersOf(item).map(vlmevalkitAnswer), vlmevalkitAnswer(prediction))),
  details: () => ({}),
});

const answersOf = ({ truth }: BenchmarkItem) => (truth as { answers: readonly string[] }).answers;

export const vlmevalkitAnswer = (answer: string): string =>
  withoutArticles(bareOfPunctuation(strip(answer.replaceAll('\n', ' ').replaceAll('\t', ' '))).toLowerCase());
