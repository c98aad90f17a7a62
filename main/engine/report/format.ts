/** Figures in print. A true minus sign, fixed decimals, thousands set apart. */

export type Format =
  | 'text'
  | 'percent'
  | 'points'
  | 'decimal'
  | 'integer'
  | 'duration'
  | 'rate'
  | 'usd'
  | 'probability';

export function formatted(value: number, format: Format): string {
  switch (format) {
    case 'percent':
      return fixed(value * 100, 1);
    case 'points':
      return signed(value * 100, 1);
    case 'decimal':
      return fixed(value, decimalsOf(value));
    case 'integer':
      return grouped(Math.round(value));
    case 'duration':
      return duration(value);
    case 'rate':
      return value >= 100 ? grouped(Math.round(value)) : fixed(value, 1);
    case 'usd':
      return value === 0 ? '0' : fixed(value, value < 0.01 ? 5 : value < 1 ? 3 : 2);
    case 'probability':
      return value < 0.001 ? '< 0.001' : fixed(value, 3);
    case 'text':
      return String(value);
  }
}

/** A standard deviation, with as many decimals as the mean it stands behind. */
export const formattedDeviation = (deviation: number, mean: number, format: Format): string =>
  format === 'decimal' ? fixed(deviation, decimalsOf(mean)) : formatted(deviation, format);

const decimalsOf = (value: number): number => (Math.abs(value) < 1 ? 3 : 1);

/** `+9.1 points`, `no points` never: 0 is `0.0`. */
export function signed(value: number, digits: number): string {
  const text = fixed(value, digits);
  return Number(value.toFixed(digits)) > 0 ? `+${text}` : text;
}

/** `a, b and c` */
export function listed(parts: readonly string[], joint = 'and'): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${joint} ${parts.at(-1)}`;
}

/** Whole numbers below ten are words in running text. */
export function inWords(count: number): string {
  const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
  return words[count] ?? grouped(count);
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

function grouped(value: number): string {
  return value.toLocaleString('en-US').replace('-', '−');
}

/** `8.4 s`, `3 min 20 s`, `2 h 05 min` */
function duration(seconds: number): string {
  if (seconds < 59.95) return `${fixed(seconds, 1)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
