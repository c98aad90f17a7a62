import type { Comparison } from '../../../shared/models.ts';
import type { Tone } from '../../data/names.ts';

/** A comparison's verdict in words and as a small sign; never told by colour alone. */
export const verdictWords: Record<Comparison['verdict'], { label: string; sign: string; tone: Tone }> = {
  better: { label: 'Better', sign: '▲', tone: 'good' },
  worse: { label: 'Worse', sign: '▼', tone: 'bad' },
  same: { label: 'Same', sign: '', tone: 'plain' },
};

export const probability = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));
