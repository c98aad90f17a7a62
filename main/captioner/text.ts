/** Prompts to token ids and back. */
import { Tokenizer } from '@huggingface/tokenizers';
import { CaptionerFailure } from './failure.ts';
import type { ModelFolder } from './model-folder.ts';

interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly special: boolean;
}

/** Longer prompts are cut, as the trainer cuts them. */
const longestPrompt = 48;

export class Text {
  readonly #plain: Tokenizer;
  readonly #whole: Tokenizer;
  readonly #user: number;
  readonly #assistant: number;

  constructor({ tokenizer: { json, config }, folder, words }: ModelFolder) {
    const added = (json as { added_tokens?: AddedToken[] }).added_tokens ?? [];
    this.#whole = new Tokenizer(json, config);
    // A literal "<image>" in a user's prompt is text, never a mark: without its special tokens a tokenizer cannot find any.
    this.#plain = new Tokenizer({ ...json, added_tokens: added.filter(({ special }) => !special) }, config);
    const id = (mark: string): number => {
      const found = added.find(({ content }) => content === mark);
      if (!found) throw new CaptionerFailure(`${folder}/tokenizer.json has no token "${mark}".`);
      if (found.id >= words) {
        throw new CaptionerFailure(
          `${folder}/tokenizer.json has "${mark}" as ${found.id}; the model knows ${words} tokens. They are not of one model.`,
        );
      }
      return found.id;
    };
    this.#user = id('<|user|>');
    this.#assistant = id('<|assistant|>');
  }

  /** What stands behind the visual tokens. */
  prompt(text: string): number[] {
    const { ids } = this.#plain.encode(text, { add_special_tokens: false });
    return [this.#user, ...ids.slice(0, longestPrompt), this.#assistant];
  }

  decode(ids: readonly number[]): string {
    return this.#whole.decode([...ids], { skip_special_tokens: true }).trim();
  }
}
