/** The engine's refusal of a plan, taken apart: which line, what is wrong, how it is mended. Pure. */
export interface PlanFault {
  /** From 1; null: what the base alone says. */
  readonly line: number | null;
  readonly words: string;
}

/** Empty where the message is about something else than the document's members. */
export function faultsIn(message: string): PlanFault[] {
  return message.split('\n').flatMap((one) => {
    const [, line, words] = /^ {2}(?:line (\d+)|from its preset): (.*)$/.exec(one) ?? [];
    return words === undefined ? [] : [{ line: line === undefined ? null : Number(line), words }];
  });
}
