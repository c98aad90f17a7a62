import type { Exchange } from '../language/phrases.ts';

/** One entry of a LLaVA JSON file. */
export interface LlavaRecord {
  id: string;
  image: string;
  conversations: { from: 'human' | 'gpt'; value: string }[];
}

/** The image token stands at the start of the first human turn, as in LLaVA's own data. */
export function llavaRecord(id: string, image: string, exchanges: readonly Exchange[]): LlavaRecord {
  return {
    id,
    image,
    conversations: exchanges.flatMap(({ question, answer }, turn) => [
      { from: 'human' as const, value: turn === 0 ? `<image>\n${question}` : question },
      { from: 'gpt' as const, value: answer },
    ]),
  };
}
