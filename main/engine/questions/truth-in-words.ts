/** What is right, as a reader wants it: the label, the answer most people gave, the box, the objects. Benchmarks keep their truth as they like. */

/** Longer truths are cut: they are shown beside an answer, not studied. */
const longest = 400;

export function truthInWords(truth: unknown): string {
  const words = written(truth).replace(/\s+/g, ' ').trim();
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}

/** Null where the question wants no yes or no. */
export function yesOrNo(truth: unknown): 'yes' | 'no' | null {
  const label = memberOf(truth, 'label') ?? memberOf(truth, 'answer');
  if (label === 'yes' || label === 1 || label === true) return 'yes';
  return label === 'no' || label === 0 || label === false ? 'no' : null;
}

function written(truth: unknown): string {
  const label = yesOrNo(truth);
  if (label) return label;
  if (typeof truth === 'string' || typeof truth === 'number') return String(truth);
  if (Array.isArray(truth)) return commonest(truth.map(written));
  for (const name of ['answers', 'answer', 'label', 'text']) {
    const value = memberOf(truth, name);
    if (value !== undefined && value !== null) return written(value);
  }
  const box = memberOf(truth, 'box');
  if (Array.isArray(box)) return boxInWords(box, memberOf(truth, 'width'), memberOf(truth, 'height'));
  const objects = memberOf(truth, 'objects');
  if (Array.isArray(objects)) return objects.length === 0 ? 'nothing' : objects.map(String).join(', ');
  return JSON.stringify(truth) ?? '';
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** Ten people's answers: how many gave the commonest; further ones behind it. */
function commonest(answers: readonly string[]): string {
  const counts = [...Map.groupBy(answers, (answer) => answer)].map(([answer, all]) => ({
    answer,
    times: all.length,
  }));
  const sorted = counts.sort((a, b) => b.times - a.times);
  const many = sorted.some(({ times }) => times > 1) && sorted.length > 1;
  return sorted.map(({ answer, times }) => (many ? `${answer} (${times})` : answer)).join(', ');
}

/** As models are asked to write boxes: 000..999 over width and height. */
function boxInWords(box: readonly unknown[], width: unknown, height: unknown): string {
  const numbers = box.map(Number);
  if (typeof width !== 'number' || typeof height !== 'number')
    return `[${numbers.map(Math.round).join(',')}]`;
  const scaled = numbers.map((value, at) => Math.round((value / (at % 2 === 0 ? width : height)) * 999));
  return `[${scaled.map((value) => String(value).padStart(3, '0')).join(',')}]`;
}
