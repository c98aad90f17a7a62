/** Memory that runs out is no end: the same work with fewer sequences at a time needs less of it. */

/** What ONNX Runtime, C++ and V8 say when they cannot have the memory they want. */
export const isOutOfMemory = ({ message }: Error): boolean =>
  /bad_alloc|alloc(ate|ation)|out of memory|invalid typed array length/i.test(message);

/**
 * Runs `attempt` with `slots`, and with half of them each time memory runs out, down to one. An attempt does what its forerunners have
 * left. Returns the number it ended with; throws what an attempt threw for another reason, and says where one sequence is too many.
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
      if (!isOutOfMemory(error as Error)) throw error;
      if (now === 1) {
        const { message } = error as Error;
        throw new Error(`Out of memory with one caption at a time (${message}).`, { cause: error });
      }
      now = Math.floor(now / 2);
      told(now, error as Error);
    }
  }
}
