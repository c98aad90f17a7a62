/** What a file is by its first bytes, whatever its name says: only known kinds of raster images reach a decoder. */

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** JPEG, PNG, WebP, GIF, TIFF, and the family that AVIF belongs to. */
export function isRasterImage(bytes: Uint8Array): boolean {
  const start = ascii(bytes, 0, 12);
  return (
    ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF8', 'II*\0', 'MM\0*'].some((one) => start.startsWith(one)) ||
    (start.startsWith('RIFF') && start.endsWith('WEBP')) ||
    start.slice(4, 8) === 'ftyp'
  );
}

/** Only of what `isRasterImage` says is one. */
export function endingOfImage(bytes: Uint8Array): string {
  const start = ascii(bytes, 0, 12);
  if (start.startsWith('\xff\xd8\xff')) return 'jpg';
  if (start.startsWith('\x89PNG')) return 'png';
  if (start.startsWith('GIF8')) return 'gif';
  if (start.startsWith('RIFF')) return 'webp';
  return start.slice(4, 8) === 'ftyp' ? 'avif' : 'tif';
}
