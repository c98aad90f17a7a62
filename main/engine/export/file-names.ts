/** Names of exported pictures: what every file system takes, and nothing that leads out of the folder. */
import { extname } from 'node:path';
import { refusalOf } from '../formats/image-name.ts';

/** File systems take 255 bytes a name; a suffix and a text's ending still have to fit. */
const longest = 200;
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Where a picture goes below `images/`, with forward slashes. What Windows refuses is replaced, and what was replaced ends in the image's
 * id, so that two names never become one. The refusal in words where the name leads elsewhere.
 */
export function exportName(name: string, id: number): { name: string } | { refused: string } {
  const refused = refusalOf(name);
  if (refused) return { refused };
  const parts = name.split(/[\\/]+/).filter((part) => part !== '' && part !== '.');
  if (parts.length === 0) return { refused: 'its name is empty' };
  const made = parts.map(plainName);
  return { name: made.join('/') === parts.join('/') ? made.join('/') : withId(made.join('/'), id) };
}

/** `folder/a.png` -> `folder/a-17.png`, for a name that is taken. */
export function withId(name: string, id: number): string {
  const ending = extname(name);
  return `${name.slice(0, name.length - ending.length)}-${id}${ending}`;
}

function plainName(part: string): string {
  const name = part.replace(/[<>:"|?*\p{Cc}\p{Cs}]/gu, '_').replace(/[. ]+$/, '_');
  const safe = devices.test(name) ? `_${name}` : name;
  return Buffer.byteLength(safe) <= longest ? safe : shortened(safe);
}

function shortened(name: string): string {
  const ending = extname(name).slice(0, 10);
  let stem = name.slice(0, name.length - extname(name).length);
  while (Buffer.byteLength(stem) > longest - Buffer.byteLength(ending))
    stem = [...stem].slice(0, -1).join('');
  return stem + ending;
}
