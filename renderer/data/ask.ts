/** Asks the engine or the window and throws what they refuse, so that queries can hold it. */
import type { AnyRequestArgs, AnyRequestName, AnyRequestResult, Bridge } from '../../shared/bridge.ts';

declare global {
  interface Window {
    readonly squared: Bridge;
  }
}

export class Refusal extends Error {
  readonly advice: string | null;
  constructor(message: string, advice: string | null) {
    super(message);
    this.advice = advice;
  }
}

export async function ask<N extends AnyRequestName>(
  name: N,
  args: AnyRequestArgs<N>,
): Promise<AnyRequestResult<N>> {
  const outcome = await window.squared.call(name, args);
  if ('error' in outcome) throw new Refusal(outcome.error.message, outcome.error.advice);
  return outcome.result;
}

export const adviceOf = (error: Error): string | null => (error instanceof Refusal ? error.advice : null);
