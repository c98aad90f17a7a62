/** Whether a path that a file names stays inside a folder. What datasets say is never trusted (promise 10). */
import { realpath } from 'node:fs/promises';
import { isAbsolute, resolve, sep } from 'node:path';

/** The absolute path of `named` inside `folder`, or why it is refused. Links that lead out of the folder count as out of it. */
export async function insideOf(
  folder: string,
  named: string,
): Promise<{ file: string } | { refused: string }> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(named)) return { refused: 'it is an address; nothing is ever fetched' };
  if (named.includes('\0')) return { refused: 'its name holds a zero byte' };
  const plain = named.replaceAll('\\', '/');
  if (isAbsolute(plain) || /^[a-z]:/i.test(plain)) return { refused: 'it names an absolute path' };
  const file = resolve(folder, plain);
  if (!file.startsWith(resolve(folder) + sep)) return { refused: 'it leads out of the folder' };
  try {
    const real = await realpath(file);
    if (!real.startsWith((await realpath(folder)) + sep))
      return { refused: 'a link leads out of the folder' };
    return { file: real };
  } catch {
    return { refused: 'there is no such file' };
  }
}
