/** A model folder's tokenizer, chat template and image settings, as far as training hangs on them. */
import { join } from 'node:path';
import { z } from 'zod';
import { ModelFault } from './fault.ts';
import { has, readJson } from './read.ts';
import type { ModelShape } from './shape.ts';

const image = '<image>';
const Added = z.array(z.object({ id: z.int(), content: z.string() }));

/** Throws a ModelFault where the tokenizer is another model's or knows no image. */
export function checkTokenizer(folder: string, { imageToken, text }: ModelShape): void {
  const file = join(folder, 'tokenizer.json');
  const parsed = Added.safeParse(readJson(folder, 'tokenizer.json').added_tokens ?? []);
  if (!parsed.success)
    throw new ModelFault(`${file} is no tokenizer's.`, 'Use the one that came with the weights.');
  const mark = parsed.data.find(({ content }) => content === image);
  if (mark === undefined) {
    throw new ModelFault(
      `${file} has no token ${image}: it is of a language model that sees no pictures.`,
      'Use the tokenizer.json that came with the weights.',
    );
  }
  if (mark.id !== imageToken) {
    throw new ModelFault(
      `${folder}/config.json calls token ${imageToken} the image's; tokenizer.json has ${image} as ${mark.id}. They are not of one model.`,
      'Use the two files that came with the weights.',
    );
  }
  const beyond = parsed.data.find(({ id }) => id >= text.words);
  if (beyond) {
    throw new ModelFault(
      `${file} has "${beyond.content}" as ${beyond.id}; the model knows ${text.words} tokens. They are not of one model.`,
      'Use the two files that came with the weights.',
    );
  }
}

/** Throws a ModelFault where there is none; what it says is looked at by the trainer. */
export function checkTemplate(folder: string): void {
  if (has(folder, 'chat_template.jinja')) return;
  const inside = ['chat_template.json', 'processor_config.json', 'tokenizer_config.json'];
  const found = inside.some(
    (name) => has(folder, name) && typeof readJson(folder, name).chat_template === 'string',
  );
  if (found) return;
  throw new ModelFault(
    `${folder} has no chat template: chat_template.jinja is missing.`,
    'Use an instruction-tuned model, or put its chat template there.',
  );
}

const half = z.array(z.literal(0.5)).nullish();
const Preprocessor = z.object({ image_mean: half, image_std: half });

/** Pictures reach an encoder of SigLIP's kind as numbers from -1 to 1. */
export function checkPreprocessor(folder: string): void {
  const name = 'preprocessor_config.json';
  if (!has(folder, name) || Preprocessor.safeParse(readJson(folder, name)).success) return;
  throw new ModelFault(
    `${join(folder, name)} normalises pictures otherwise than SigLIP does (mean and deviation one half).`,
    'Use a SmolVLM, SmolVLM2 or Idefics3.',
  );
}
