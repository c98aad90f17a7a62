/** Python's float(text) and round(number, 2), which official scorers lean on. */

const digits = '[0-9](?:_?[0-9])*';
const number = new RegExp(
  `^[+-]?(?:(?:${digits}(?:\\.(?:${digits})?)?|\\.${digits})(?:e[+-]?${digits})?|inf(?:inity)?|nan)$`,
  'i',
);

/** Null where Python raises a ValueError. Digits of every script count, underscores between digits do not. */
export function floatOf(text: string): number | null {
  const ascii = text
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g, ' ')
    .replace(/^[\t-\r ]+|[\t-\r ]+$/g, '');
  if (!number.test(ascii)) return null;
  const bare = ascii.replaceAll('_', '').toLowerCase();
  if (bare.includes('n'))
    return bare.includes('nan') ? Number.NaN : bare.startsWith('-') ? -Infinity : Infinity;
  return Number(bare);
}

/** Scripts have their ten digits in a row, and no two rows touch except where their zeros are ten apart. */
function digitOf(character: string): string {
  if (character >= '0' && character <= '9') return character;
  const code = character.codePointAt(0) as number;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return String(before % 10);
}

/** To two decimals, halves that are exact in binary (0.125) to the even neighbour. */
export function roundedToCents(value: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 52) return value;
  // n.nn5 is exact only as an odd number of eighths; toFixed rounds by the exact value, but such halves away from zero.
  const eighths = value * 8;
  if (Number.isInteger(eighths) && eighths % 2 !== 0) {
    const down = Math.floor(value * 100);
    return (down % 2 === 0 ? down : down + 1) / 100;
  }
  return Number(value.toFixed(2));
}
