/** `npm run bench -- quality`: captions through all text metrics, and leakage among a million hashes. */
import { conclude } from './figures.ts';
import { leakage } from './quality/leakage.ts';
import { textMetrics } from './quality/text-metrics.ts';

conclude('quality', [...(await textMetrics()), ...(await leakage())]);
