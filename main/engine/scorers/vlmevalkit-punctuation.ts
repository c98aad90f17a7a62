/**
 * How VLMEvalKit takes punctuation out of answers (`vlmeval/smp/misc.py`, `process_punctuation`, open-compass/VLMEvalKit commit e8e78f0): that of
 * VQAv2 with a full stop kept on either side of a digit. `re.UNICODE` is passed as a count here too, so only the first 32 stops go.
 */
import { withoutPunctuation } from './vqa-answer.ts';

export const bareOfPunctuation = (answer: string): string =>
  withoutPunctuation(answer, /(?<!\p{Nd})\.(?!\p{Nd})/gu, /\p{Nd},\p{Nd}/u);
