/** What each model is trained on, as pure functions of what is stored. A row's turns are trained as separate conversations. */
import type { SampleLine } from '../../../../shared/trainer-protocol.ts';
import { randomFrom } from '../../world/random.ts';

export interface Conversation {
  readonly imageId: number;
  readonly row: number;
  readonly turns: readonly { user: string; assistant: string }[];
}

export interface Recaption {
  readonly prompt: string;
  readonly text: string;
}

export interface Mixture {
  readonly samples: SampleLine[];
  /** Images that should have had a recaption and have none: they are left out, never trained on with the old text. */
  readonly missing: number;
}

/** Web-like texts under the brief prompt; images without text are not among them. */
export function originalSamples(originals: readonly Conversation[], briefPrompt: string): SampleLine[] {
  return originals.flatMap(({ row, turns }) => {
    const text = turns[0]?.assistant.trim();
    return text ? [{ row, turns: [{ user: briefPrompt, assistant: text }] }] : [];
  });
}

export const conversationSamples = (conversations: readonly Conversation[]): SampleLine[] =>
  conversations.map(({ row, turns }) => ({ row, turns: [...turns] }));

/**
 * A round's pretraining text: the recaption behind the original under the long prompt that was answered (paper, table 2: concatenated is
 * best), or alone. Images outside `chosen` keep their original.
 */
export function recaptionedSamples(options: {
  readonly images: readonly { id: number; row: number }[];
  readonly originals: ReadonlyMap<number, string>;
  readonly recaptions: ReadonlyMap<number, Recaption>;
  readonly chosen: ReadonlySet<number>;
  readonly template: 'concatenated' | 'recaption';
  readonly briefPrompt: string;
}): Mixture {
  const { images, originals, recaptions, chosen, template, briefPrompt } = options;
  const samples: SampleLine[] = [];
  let missing = 0;
  for (const { id, row } of images) {
    const original = originals.get(id)?.trim() ?? '';
    if (!chosen.has(id)) {
      if (original) samples.push({ row, turns: [{ user: briefPrompt, assistant: original }] });
      continue;
    }
    const recaption = recaptions.get(id);
    if (!recaption?.text) {
      missing++;
      continue;
    }
    const parts = template === 'concatenated' ? [original, recaption.text] : [recaption.text];
    samples.push({ row, turns: [{ user: recaption.prompt, assistant: parts.filter(Boolean).join(' ') }] });
  }
  return { samples, missing };
}

/** Each specialist's answers as further question-answer turns of the image (paper, section 3.2). */
export function withFurtherTurns(
  samples: readonly SampleLine[],
  answers: ReadonlyMap<number, readonly Recaption[]>,
): SampleLine[] {
  return samples.map(({ row, turns }) => {
    const further = answers.get(row) ?? [];
    return {
      row,
      turns: [...turns, ...further.map(({ prompt, text }) => ({ user: prompt, assistant: text }))],
    };
  });
}

/** The sanity arm that must hurt: every recaption moves to another image, prompts with it. */
export function shuffledRecaptions(
  recaptions: ReadonlyMap<number, Recaption>,
  seed: number,
): Map<number, Recaption> {
  const ids = randomFrom(`shuffled/${seed}`).shuffle([...recaptions.keys()]);
  // A turn of the shuffled circle: nobody keeps its own.
  return new Map(ids.map((id, i) => [id, recaptions.get(ids[(i + 1) % ids.length] as number) as Recaption]));
}
