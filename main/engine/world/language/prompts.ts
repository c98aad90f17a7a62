import brief from '../../../../resources/prompts/brief.json' with { type: 'json' };
import long from '../../../../resources/prompts/long.json' with { type: 'json' };
import type { Random } from '../random.ts';

/** the human turn before an alt text */
export const briefPrompt: string = brief[0];

/** one of the three prompts for a dense caption */
export function pickLongPrompt(random: Random): string {
  return random.pick(long);
}
