import { ask } from '../../data/ask.ts';
import { withBase } from './draft.ts';
import type { StepProps } from './steps.tsx';

/** A base brings its own numbers of rounds and seeds, its arms and its controls. */
export const chooseBase = async (base: string, onChange: StepProps['onChange']): Promise<void> => {
  const { plan } = await ask('plan.preview', { preset: base });
  onChange((before) => withBase(before, plan));
};
