/** Sampling one token from logits: temperature, the k likeliest, the likeliest that make up p. */
export interface Sampling {
  /** 0 is greedy. */
  readonly temperature: number;
  /** 0 is all. */
  readonly topK: number;
  readonly topP: number;
}

export interface Chosen {
  readonly token: number;
  /** Under the model itself, before temperature and truncation. */
  readonly logProbability: number;
}

/** `draw` is uniform in [0, 1). */
export function choose(logits: Float32Array, { temperature, topK, topP }: Sampling, draw: number): Chosen {
  let most = -Infinity;
  for (const logit of logits) if (logit > most) most = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - most);
  const logSum = most + Math.log(sum);
  const order = likeliest(logits, most, temperature, topK, topP);
  const weights = order.map((token) => Math.exp(((logits[token] as number) - most) / temperature));
  const all = allWeight(logits, most, temperature, topK === 0 ? null : weights);
  let kept = 0;
  let weight = 0;
  // The token that crosses p is still kept, as everywhere.
  while (kept < order.length && weight < topP * all) weight += weights[kept++] as number;
  let left = draw * weight;
  let at = 0;
  while (at < kept - 1 && left >= (weights[at] as number)) left -= weights[at++] as number;
  const token = order[at] as number;
  return { token, logProbability: (logits[token] as number) - logSum };
}

/** Candidates, the likeliest first. Far behind the best nothing is ever drawn, so a large vocabulary is not sorted whole. */
function likeliest(
  logits: Float32Array,
  most: number,
  temperature: number,
  topK: number,
  topP: number,
): number[] {
  const reach = topP < 1 ? 20 * temperature : Infinity;
  const order: number[] = [];
  for (let token = 0; token < logits.length; token++)
    if (most - (logits[token] as number) <= reach) order.push(token);
  order.sort((a, b) => (logits[b] as number) - (logits[a] as number) || a - b);
  return topK > 0 ? order.slice(0, topK) : order;
}

function allWeight(
  logits: Float32Array,
  most: number,
  temperature: number,
  kept: readonly number[] | null,
): number {
  let sum = 0;
  if (kept) for (const weight of kept) sum += weight;
  else for (const logit of logits) sum += Math.exp((logit - most) / temperature);
  return sum;
}
