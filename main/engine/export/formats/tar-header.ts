/** The 512 bytes before a file in a tar (POSIX.1-1988, ustar), for plain files of short names: what a shard's members are. */

const block = 512;
const zeros = Buffer.alloc(2 * block);
/** Two empty blocks. */
export const endOfTar: Uint8Array = zeros;

/** Up to the next whole block. */
export const paddingOf = (bytes: number): Uint8Array => zeros.subarray(0, (block - (bytes % block)) % block);

const checksumAt = 148;
/** 11 octal digits. */
const largest = 8 ** 11 - 1;

/** The same content gives the same archive, whenever it is written. */
const template = Buffer.alloc(block);
template.write('0000644\0', 100);
template.write('0000000\0', 108);
template.write('0000000\0', 116);
template.write('00000000000\0', 136);
template.write('0', 156);
template.write('ustar\x0000', 257);

/** Throws a RangeError for what the form has no room for; no export writes such a file. */
export function tarHeader(name: string, bytes: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`${name} is too long for a tar's header.`);
  if (bytes > largest) throw new RangeError(`${name} is too large for a tar's header.`);
  const header = Buffer.from(template);
  header.write(name, 0);
  header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  // Of the header with blanks in the checksum's own place.
  header.fill(' ', checksumAt, checksumAt + 8);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, checksumAt);
  return header;
}
