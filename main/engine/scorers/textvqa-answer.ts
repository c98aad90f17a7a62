/**
 * The answer normaliser of TextVQA as LLaVA applies it (`llava/eval/m4c_evaluator.py`, commit c121f04): that of VQAv2 with commas and
 * question marks taken out and a possessive cut off beforehand, on Python 3, where digits and small letters are Unicode's.
 */
import { strip } from './python-text.ts';
import { withoutArticles, withoutPunctuation } from './vqa-answer.ts';

export function normaliseTextVqaAnswer(answer: string): string {
  const bare = answer.toLowerCase().replaceAll(',', '').replaceAll('?', '').replaceAll("'s", " 's");
  const onOneLine = strip(strip(bare).replaceAll('\n', ' ').replaceAll('\t', ' '));
  return withoutArticles(withoutPunctuation(onOneLine, /\.(?!\p{Nd})/gu).toLowerCase());
}
