/** What each model is trained on, as pure functions of what is stored. A row's turns are trained as separate conversations. */
import type { Plan, Template } from '../../../../shared/plan.ts';
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
  /** Images that should have had a recaption, have none and were left out. */
  readonly missing: number;
  /** Images that should have had one, have none and are trained on with their original text, as the plan says. */
  readonly fellBack: number;
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
 * best), or one of them alone. Images outside `chosen` keep their original. `recaptions` are those that can be used: an image without one is
 * left out or falls back on its original, and counted either way.
 */
export function recaptionedSamples(options: {
  readonly images: readonly { id: number; row: number }[];
  readonly originals: ReadonlyMap<number, string>;
  readonly recaptions: ReadonlyMap<number, Recaption>;
  readonly chosen: ReadonlySet<number>;
  readonly template: Template;
  readonly withoutRecaption: Plan['withoutRecaption'];
  readonly briefPrompt: string;
}): Mixture {
  const { images, originals, recaptions, chosen, template, briefPrompt } = options;
  const samples: SampleLine[] = [];
  let missing = 0;
  let fellBack = 0;
  for (const { id, row } of images) {
    const original = originals.get(id)?.trim() ?? '';
    const asItWas = { row, turns: [{ user: briefPrompt, assistant: original }] };
    const recaption = recaptions.get(id);
    if (!chosen.has(id) || template === 'original') {
      if (original) samples.push(asItWas);
    } else if (recaption?.text) {
      const parts = template === 'concatenated' ? [original, recaption.text] : [recaption.text];
      samples.push({ row, turns: [{ user: recaption.prompt, assistant: parts.filter(Boolean).join(' ') }] });
    } else if (options.withoutRecaption === 'original' && original) {
      samples.push(asItWas);
      fellBack++;
    } else {
      missing++;
    }
  }
  return { samples, missing, fellBack };
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

/**
 * Recaptions cut to as many words as their image's own text has (the median of all where it has none), so that a round trained on them alone
 * reads as much as V0 did and differs in what is said, not in how much.
 */
export function recaptionsAtLength(
  recaptions: ReadonlyMap<number, Recaption>,
  originals: ReadonlyMap<number, string>,
): Map<number, Recaption> {
  const pieces = (text: string): string[] => text.split(/\s+/).filter(Boolean);
  const lengths = new Map([...originals].map(([id, text]) => [id, pieces(text).length]));
  const sorted = [...lengths.values()].filter((length) => length > 0).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return new Map(
    [...recaptions].map(([id, { prompt, text }]) => [
      id,
      {
        prompt,
        text: pieces(text)
          .slice(0, lengths.get(id) || median)
          .join(' '),
      },
    ]),
  );
}
