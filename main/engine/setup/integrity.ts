/** Is a downloaded file the one this project was built with? */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** The file's subresource-integrity text, `sha512-<base64>`, as npm's lockfiles write it. */
export async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** Throws unless the file is exactly the expected one: what is not proven is not unpacked. */
export async function requireIntegrity(file: string, expected: string): Promise<void> {
  const found = await integrityOf(file);
  if (found !== expected) {
    throw new Error(
      `${file} is not the file this project expects:\n    expected ${expected}\n    found    ${found}`,
    );
  }
}
