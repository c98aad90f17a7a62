/** A recogniser's scores as text: the likeliest character of each place, repeats and blanks left out (Graves et al. 2006). Pure. */

/** `scores`: places x (1 + characters) chances; the first is the blank. `chance` is the mean of the characters that stand. */
export function decodeCtc(
  scores: Float32Array,
  places: number,
  characters: readonly string[],
): { text: string; chance: number } {
  const classes = scores.length / places;
  let text = '';
  let chances = 0;
  let before = 0;
  let count = 0;
  for (let place = 0; place < places; place++) {
    let best = 0;
    for (let one = 1; one < classes; one++) {
      if ((scores[place * classes + one] as number) > (scores[place * classes + best] as number)) best = one;
    }
    if (best !== 0 && best !== before) {
      text += characters[best - 1] ?? '';
      chances += scores[place * classes + best] as number;
      count++;
    }
    before = best;
  }
  return { text, chance: count === 0 ? 0 : chances / count };
}
