/** Memory that runs out is no end: the same work with fewer sequences at a time needs less of it. */

/** What ONNX Runtime, C++ and V8 say when they cannot have the memory they want. */
export const isOutOfMemory = ({ message }: Error): boolean =>
  /bad_alloc|alloc(ate|ation)|out of memory|invalid typed array length/i.test(message);

/**
 * Runs `attempt` with `slots`, and with half of them each time memory runs out, down to one. An attempt does what its forerunners have
 * left. Returns the number it ended with; throws what the last attempt threw.
 */
export async function withFewerSlots(
  slots: number,
  attempt: (slots: number) => Promise<void>,
  told: (slots: number, error: Error) => void,
): Promise<number> {
  for (let now = slots; ; ) {
    try {
      await attempt(now);
      return now;
    } catch (error) {
      if (!isOutOfMemory(error as Error) || now === 1) throw error;
      now = Math.floor(now / 2);
      told(now, error as Error);
    }
  }
}
