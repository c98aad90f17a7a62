/** One record of LLaVA JSON: `{ image, conversations: [{ from: human | gpt, value }] }`, `<image>` standing where the image goes. */
import type { Turn } from './dataset.ts';
import { refusalOf } from './image-name.ts';
import type { Refused } from './plain-file.ts';
import { cleaned, longestText, tooLong } from './text.ts';

export interface LlavaRecord {
  readonly image: string;
  readonly turns: Turn[];
  /** Whether questions were left out because their answer is empty: web images often have no alt text. */
  readonly unanswered: boolean;
}

const mark = '<image>';
const users = ['human', 'user'];
const assistants = ['gpt', 'assistant'];

/** `briefPrompt` stands in for a question that is only the image. */
export function llavaRecordOf(value: unknown, briefPrompt: string): LlavaRecord | Refused {
  if (typeof value !== 'object' || value === null) return { refused: 'it is not an object' };
  const { image, conversations } = value as { image?: unknown; conversations?: unknown };
  if (image === undefined || image === null) return { refused: 'it names no image' };
  if (Array.isArray(image)) return { refused: 'it names several images; one image a conversation is read' };
  if (typeof image !== 'string') return { refused: 'its image is not a path' };
  const refused = refusalOf(image);
  if (refused) return { refused };
  const said = turnsOfConversation(conversations, briefPrompt);
  return 'refused' in said ? said : { image, ...said };
}

/** Question and answer by turns about one image; `briefPrompt` stands in for a question that is only the image. */
export function turnsOfConversation(
  conversations: unknown,
  briefPrompt: string,
): Pick<LlavaRecord, 'turns' | 'unanswered'> | Refused {
  if (!Array.isArray(conversations)) return { refused: 'it has no list of conversations' };
  if (conversations.length === 0) return { refused: 'its conversation is empty' };
  if (conversations.length % 2 === 1) return { refused: 'a question or an answer is missing' };

  const questions: string[] = [];
  const answers: string[] = [];
  for (const [index, message] of conversations.entries()) {
    const text = said(message, index % 2 === 0 ? users : assistants);
    if (text === null) return { refused: 'its conversation is not question and answer by turns' };
    if (text.length > longestText) return { refused: tooLong };
    (index % 2 === 0 ? questions : answers).push(text);
  }
  if (!takeMark(questions))
    return { refused: 'it has several <image> marks; one image a conversation is read' };
  const turns = questions.map((question, index) => ({
    user: cleaned(question) || briefPrompt,
    assistant: cleaned(answers[index] as string),
  }));
  const answered = turns.filter(({ assistant }) => assistant !== '');
  return { turns: answered, unanswered: answered.length < turns.length };
}

function said(message: unknown, by: readonly string[]): string | null {
  const { from, value } = (message ?? {}) as { from?: unknown; value?: unknown };
  return typeof from === 'string' && by.includes(from) && typeof value === 'string' ? value : null;
}

/**
 * Takes the mark out of the questions; false when there are several. A single one is the mark wherever it stands, as in LLaVA's own
 * reader. Of more, the one that begins or ends the first question is it, and those inside sentences are text about the mark; answers
 * are never touched.
 */
function takeMark(questions: string[]): boolean {
  const marked = questions.filter((question) => question.includes(mark));
  if (marked.length === 0) return true;
  const [only] = marked;
  if (marked.length === 1 && only?.indexOf(mark) === only?.lastIndexOf(mark)) {
    questions[questions.indexOf(only as string)] = (only as string).replace(mark, ' ');
    return true;
  }
  const [first = '', ...rest] = questions;
  const without = first.replace(/^\s*<image>|<image>\s*$/, '');
  if (without === first || [without, ...rest].some(standsAlone)) return false;
  questions[0] = without;
  return true;
}

/** Whether a mark has a line's edge beside it, where it means an image. */
const standsAlone = (question: string): boolean => /^[^\S\n]*<image>|<image>[^\S\n]*$/m.test(question.trim());
