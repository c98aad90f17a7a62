const longest = 80;

/** A title as a file's name that every system takes, without an ending. */
export function fileNameOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words?.join('-').slice(0, longest).replace(/-$/, '') ?? 'squared';
}
