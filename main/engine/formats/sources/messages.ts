/** The ways in which conversations are written down, brought to LLaVA's: `[{ from: 'human' | 'gpt', value }]`. */
import type { Refused } from '../plain-file.ts';
import { isObject } from './values.ts';

const people = ['human', 'user', 'usr'];
const models = ['gpt', 'assistant', 'model', 'bot', 'chatgpt'];

export interface Message {
  readonly from: 'human' | 'gpt';
  readonly value: string;
}

/** `system`: whether what is said to the model beforehand was left out; it is no turn. */
export function messagesOf(value: unknown): { messages: Message[]; system: boolean } | Refused {
  if (!Array.isArray(value)) return { refused: 'it has no list of conversations' };
  const messages: Message[] = [];
  let system = false;
  for (const one of value) {
    if (!isObject(one)) return { refused: wrong };
    if ('user' in one && 'assistant' in one) {
      const { user, assistant } = one;
      if (typeof user !== 'string' || typeof assistant !== 'string') return { refused: wrong };
      messages.push({ from: 'human', value: user }, { from: 'gpt', value: assistant });
      continue;
    }
    const who = one.from ?? one.role;
    const said = textOf(one.value ?? one.content);
    if (said === null) return { refused: wrong };
    if (who === 'system') system = true;
    else if (people.includes(who as string)) messages.push({ from: 'human', value: said });
    else if (models.includes(who as string)) messages.push({ from: 'gpt', value: said });
    else return { refused: wrong };
  }
  return { messages, system };
}

const wrong = 'its conversation is not question and answer by turns';

/** OpenAI's content may be a list of parts; a picture among them is LLaVA's mark. */
function textOf(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  const parts: string[] = [];
  for (const part of content) {
    if (!isObject(part)) return null;
    if (typeof part.text === 'string') parts.push(part.text);
    else if (part.type === 'image' || part.type === 'image_url') parts.push('<image>');
    else return null;
  }
  return parts.join('\n');
}
