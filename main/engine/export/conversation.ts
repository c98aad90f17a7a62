/** Conversations as LLaVA and ShareGPT write them: the mark of the image in the first question, and nowhere else. */
import type { ExportNote } from '../../../shared/export.ts';
import type { Turn } from './records.ts';

const mark = '<image>';

export class Conversations {
  #changed = 0;

  /**
   * Readers count `<image>` wherever it stands, so a text that is about the mark would be refused or be given a picture too many; such marks
   * become `<IMAGE>`, as VILA's own loader makes them.
   */
  of(turns: readonly Turn[]): { from: 'human' | 'gpt'; value: string }[] {
    return turns.flatMap(({ user, assistant }, index) => [
      { from: 'human' as const, value: `${index === 0 ? `${mark}\n` : ''}${this.#plain(user)}` },
      { from: 'gpt' as const, value: this.#plain(assistant) },
    ]);
  }

  notes(): ExportNote[] {
    return this.#changed === 0
      ? []
      : [{ why: 'texts speak of <image> and were written with <IMAGE>', count: this.#changed }];
  }

  #plain(text: string): string {
    if (!text.includes(mark)) return text;
    this.#changed++;
    return text.replaceAll(mark, '<IMAGE>');
  }
}
