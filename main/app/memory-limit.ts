/** How large the page's process may become before it is asked to let go of what it can make again. Pure. */

/** Megabytes resident: about 140 of a window that has just opened, and room for what stands on the screen. */
export const leastLimit = 250;

/** From what was left the last time: where that much is needed, asking again before it has grown by a quarter would gain nothing. */
export const limitAfter = (megabytesLeft: number): number => Math.max(leastLimit, 1.25 * megabytesLeft);

/** What is left of the page once its decoded pictures are gone is garbage for its most part, when it is more than this. */
export const leftWithoutGarbage = 200;
