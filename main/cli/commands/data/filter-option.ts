/** `--filter aspect=3 --filter characters=5..2000`: filters of a plan's sources as words of the command line. What is right, the engine says. */
type Filters = Readonly<Record<string, unknown>>;

/** `scores.NAME=0.28..` is a similarity column; `200..` is at least, `..2000` at most. */
export function filtered(text: string, before: Filters = {}): Filters {
  const [name = '', value = ''] = text.split(/=(.*)/s);
  if (name.startsWith('scores.')) {
    const scores = { ...(before.scores as object), [name.slice('scores.'.length)]: rangeOf(value) };
    return { ...before, scores };
  }
  if (name === 'languages') return { ...before, languages: value.split(',') };
  if (value.includes('..')) return { ...before, [name]: rangeOf(value) };
  return { ...before, [name]: name === 'aspect' ? Number(value) : value };
}

function rangeOf(value: string): { min?: number; max?: number } {
  const [min = '', max = ''] = value.split('..');
  return { ...(min ? { min: Number(min) } : {}), ...(max ? { max: Number(max) } : {}) };
}
