/** Long prompts with and without weights, as one list. */
import type { Plan, Prompt } from '../../../shared/plan.ts';

export interface WeightedPrompt {
  readonly text: string;
  readonly weight: number;
}

export const weighted = (prompts: readonly Prompt[]): WeightedPrompt[] =>
  prompts.map((prompt) => (typeof prompt === 'string' ? { text: prompt, weight: 1 } : prompt));

export const promptTexts = (prompts: readonly Prompt[]): string[] =>
  weighted(prompts).map(({ text }) => text);

/** Every prompt that asks for a caption, over the rounds and the variants. */
export const captionPrompts = ({ longPrompts, variants }: Plan): string[] => [
  ...new Set([longPrompts, ...variants.map(({ prompts = [] }) => prompts)].flatMap(promptTexts)),
];
