/** `npm run bench -- quality`: captions through all text metrics, leakage among a million hashes, answers scored. */
import { conclude } from './figures.ts';
import { leakage } from './quality/leakage.ts';
import { textMetrics } from './quality/text-metrics.ts';
import { vqaAnswers } from './quality/vqa-answers.ts';

conclude('quality', [...vqaAnswers(), ...(await textMetrics()), ...(await leakage())]);
