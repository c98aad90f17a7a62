/** What a specialist is fine-tuned on: its lessons, stage by stage, with a share of the SFT conversations mixed into each. */
import type { Builder } from '../../../../shared/plan.ts';
import type { SampleLine } from '../../../../shared/trainer-protocol.ts';
import { trainingStages } from '../../specialists/builders.ts';
import { randomFrom } from '../../world/random.ts';
import { type Conversation, conversationSamples } from './mixtures.ts';

export interface SpecialistOptions {
  readonly builder: Builder | undefined;
  /** Of the SFT conversations, 0..1. */
  readonly mix: number;
  readonly seed: number;
  readonly model: string;
}

export function specialistSamples(
  lessons: readonly Conversation[],
  sft: readonly SampleLine[],
  { builder, mix, seed, model }: SpecialistOptions,
): SampleLine[][] {
  const mixed =
    mix === 1
      ? sft
      : randomFrom(`mix/${seed}/${model}`)
          .shuffle(sft)
          .slice(0, Math.round(mix * sft.length));
  return trainingStages(lessons, builder).map((stage) => [...conversationSamples(stage), ...mixed]);
}
