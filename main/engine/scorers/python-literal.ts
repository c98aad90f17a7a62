/** A Python list of texts as `repr` writes it, which is how MMMU stores options: `['$6', "it's"]`. */

const item = /\s*(?:'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)"|([^\s,'"[\](){}]+))\s*(,|$)/y;

/** Null when the text is not such a list. */
export function listOfTexts(text: string): string[] | null {
  const items = itemsIn(text);
  return items?.every((one) => 'text' in one) ? items.map(({ text: written }) => written) : null;
}

/** The items of a flat list; `bare` is what stands without quotes, a number for instance. Null when the text is not such a list. */
export function itemsIn(text: string): ({ text: string } | { bare: string })[] | null {
  const inside = /^\s*\[([\s\S]*)\]\s*$/.exec(text)?.[1];
  if (inside === undefined) return null;
  const items: ({ text: string } | { bare: string })[] = [];
  item.lastIndex = 0;
  while (item.lastIndex < inside.length) {
    if (inside.slice(item.lastIndex).trim() === '') break;
    const [found, single, double, bare] = item.exec(inside) ?? [];
    if (found === undefined) return null;
    items.push(bare === undefined ? { text: unescaped(single ?? double ?? '') } : { bare });
  }
  return items;
}

const named = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
]);

function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
    (whole, two?: string, four?: string, eight?: string, one?: string) => {
      const code = two ?? four ?? eight;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      if (one === '\n') return '';
      return (
        named.get(one as string) ?? (one === '\\' || one === "'" || one === '"' ? (one as string) : whole)
      );
    },
  );
}

/** As `repr` writes it, for texts without line breaks. */
export const pythonList = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`;

function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\');
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}
