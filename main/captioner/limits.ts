/** How long a question may be: by a model's positions, as the trainer cuts it (resources/trainer/squared_trainer/text.py). */

/** `taken`: tokens of the picture, of what stands around it and the texts, and the end mark. At least 1. */
export function longestQuestion(positions: number, taken: number): number {
  const room = positions - taken;
  return Math.max(1, Math.min(Math.floor((positions * 3) / 16), 512, Math.floor(room / 3)));
}
