/** Width and height of a plain JPEG from its header, so that a picture need not be opened twice. */
export interface PlainSize {
  readonly width: number;
  readonly height: number;
}

/** Null for anything out of the ordinary, which is for a real reader: no JPEG, Exif (it may turn the picture), a damaged header. */
export function plainJpegSize(bytes: Uint8Array): PlainSize | null {
  const word = (at: number): number => ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
  if (bytes.length < 4 || word(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] as number;
    const length = word(at + 2);
    // Baseline and progressive frames, as everybody writes them.
    if (marker >= 0xc0 && marker <= 0xc2) {
      const [height, width] = [word(at + 5), word(at + 7)];
      return width > 0 && height > 0 ? { width, height } : null;
    }
    const mayComeBefore = marker === 0xdb || marker === 0xc4 || marker === 0xdd || marker === 0xfe;
    const application = marker >= 0xe0 && marker <= 0xef && marker !== 0xe1;
    if (length < 2 || !(mayComeBefore || application)) return null;
    at += 2 + length;
  }
  return null;
}
