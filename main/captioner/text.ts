/** Prompts to token ids and back, through the model folder's own chat template. */
import { Template } from '@huggingface/jinja';
import { Tokenizer } from '@huggingface/tokenizers';
import { type Grid, uncut } from '../engine/formats/squares.ts';
import { CaptionerFailure } from './failure.ts';
import { longestQuestion } from './limits.ts';
import type { ModelFolder } from './model-folder.ts';

/** What of a model's folder decides its words. */
export type TextModel = Pick<
  ModelFolder,
  'folder' | 'tokenizer' | 'template' | 'imageToken' | 'visualTokens' | 'words' | 'mostPositions'
>;

interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly special: boolean;
}

const image = '<image>';
const around = '<fake_token_around_image>';
/** Stands in for the user's text while the template is filled: no template changes it, no text holds it. */
const placeholder = '\u{f0000}';

export class Text {
  /** Finds no marks: a literal "<image>" in a user's prompt is text, never a mark. */
  readonly #plain: Tokenizer;
  readonly #whole: Tokenizer;
  readonly #visualTokens: number;
  readonly #imageToken: number;
  /** Of the template: before the picture, between it and the text, behind the text. */
  readonly #frame: readonly [string, string, string];
  /** Stock SmolVLM stands its pictures between marks; pico does not know them. */
  readonly #marked: boolean;
  /** Longer prompts are cut. */
  readonly #longest: number;

  constructor(model: TextModel) {
    const { tokenizer, folder, words } = model;
    const added = (tokenizer.json as { added_tokens?: AddedToken[] }).added_tokens ?? [];
    const special = added.filter((token) => token.special);
    for (const { content, id } of special) {
      if (id < words) continue;
      throw new CaptionerFailure(
        `${folder}/tokenizer.json has "${content}" as ${id}; the model knows ${words} tokens. They are not of one model.`,
      );
    }
    const mark = added.find(({ id }) => id === model.imageToken)?.content;
    if (mark !== image) {
      throw new CaptionerFailure(
        `${folder}/config.json calls token ${model.imageToken} the image's; tokenizer.json has ${mark ?? 'nothing'} there instead of ${image}.`,
      );
    }
    this.#whole = new Tokenizer(tokenizer.json, tokenizer.config);
    this.#plain = new Tokenizer(
      { ...tokenizer.json, added_tokens: added.filter((token) => !token.special) },
      tokenizer.config,
    );
    this.#visualTokens = model.visualTokens;
    this.#imageToken = model.imageToken;
    this.#marked = added.some(({ content }) => content === around);
    this.#frame = frameOf(model);
    this.#longest = longestQuestion(model.mostPositions, this.#around() + 1);
  }

  /** Tokens of a picture that is not cut, with everything that stands around it and the text. */
  #around(): number {
    const [before, between, behind] = this.#frame;
    const picture = this.#marked ? this.#markedPicture(uncut) : this.#picture();
    return (
      picture.length + [before, between, behind].reduce((sum, part) => sum + this.#encode(part).length, 0)
    );
  }

  /** The whole sequence before the answer; each visual token is the image's mark. */
  prompt(text: string, grid: Grid = uncut): number[] {
    const [before, between, behind] = this.#frame;
    const ids = this.#plain.encode(text, { add_special_tokens: false }).ids;
    return [
      ...this.#encode(before),
      ...(this.#marked ? this.#markedPicture(grid) : this.#picture()),
      ...this.#encode(between),
      ...ids.slice(0, this.#longest),
      ...this.#encode(behind),
    ];
  }

  decode(ids: readonly number[]): string {
    // The tokenizer refuses to decode nothing, which is what some models have to say.
    return ids.length === 0 ? '' : this.#whole.decode([...ids], { skip_special_tokens: true }).trim();
  }

  #encode(text: string): number[] {
    return text === '' ? [] : this.#whole.encode(text, { add_special_tokens: false }).ids;
  }

  #picture(): number[] {
    return new Array<number>(this.#visualTokens).fill(this.#imageToken);
  }

  /** As SmolVLM's processor expands a picture: the squares row by row, then the whole. */
  #markedPicture({ rows, columns }: Grid): number[] {
    const ids: number[] = [];
    for (let row = 1; row <= rows; row++) {
      for (let column = 1; column <= columns; column++) {
        ids.push(...this.#encode(`${around}<row_${row}_col_${column}>`), ...this.#picture());
      }
      if (row < rows) ids.push(...this.#encode('\n'));
    }
    const start = rows > 0 ? `\n\n${around}` : around;
    return [...ids, ...this.#encode(`${start}<global-img>`), ...this.#picture(), ...this.#encode(around)];
  }
}

function frameOf({ template, folder }: TextModel): [string, string, string] {
  const content = [{ type: 'image' }, { type: 'text', text: placeholder }];
  let filled: string;
  try {
    filled = new Template(template).render({
      messages: [{ role: 'user', content }],
      add_generation_prompt: true,
    });
  } catch (error) {
    throw new CaptionerFailure(`The chat template of ${folder} cannot be used: ${(error as Error).message}`);
  }
  const [before, rest, more] = filled.split(image);
  const [between, behind] = rest?.split(placeholder) ?? [];
  if (before === undefined || between === undefined || behind === undefined || more !== undefined) {
    throw new CaptionerFailure(
      `The chat template of ${folder} is expected to put one ${image} before the text; it gives ${JSON.stringify(filled)}.`,
    );
  }
  return [before, between, behind];
}
