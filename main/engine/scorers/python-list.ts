/** A Python list as `eval` reads it and `str` writes its items: `[1, 'a', 2.50]` holds "1", "a" and "2.5". */
import { itemsIn } from './python-literal.ts';

/** Null for anything but a flat list of texts and numbers, which Python may well read as something else. */
export function listedIn(text: string): string[] | null {
  const items = itemsIn(text)?.map((one) => ('text' in one ? one.text : literal(one.bare)));
  return items === undefined || items.includes(null) ? null : (items as string[]);
}

function literal(bare: string): string | null {
  if (/^(True|False|None)$/.test(bare)) return bare;
  if (/^-?(0|[1-9]\d*)$/.test(bare)) return bare === '-0' ? '0' : bare;
  if (!/^-?(\d+\.\d*|\.\d+)$/.test(bare)) return null;
  const value = Number(bare);
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
