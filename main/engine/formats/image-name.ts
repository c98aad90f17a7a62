/** How an image is named: by its path inside the set's folder. What a file says about paths is never trusted (promise 10). */

/** Endings of files that are opened as images; whether they are images, their content says. */
const imageEndings = /\.(jpe?g|jpe|jfif|png|webp|gif|tiff?|avif|bmp|heic|heif|svg)$/i;

export const isImageFile = (path: string): boolean => imageEndings.test(path);

/**
 * The name that an image has in the store, in truth files and in benchmark files: with forward slashes, without a leading `images/`,
 * accents composed, because file systems and writers of JSON differ in how they compose them.
 */
export function imageName(path: string): string {
  return path
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/\/{2,}/g, '/')
    .replace(/^(\.\/)+/, '')
    .replace(/^images\//, '');
}

/** Why a path that a file names is refused before anything is looked up; null when it is harmless. */
export function refusalOf(path: string): string | null {
  if (path.trim() === '') return 'it names no image';
  if (path.length > 4096) return "its image's path is longer than 4,096 characters";
  if (/\p{Cc}/u.test(path)) return "its image's path holds control characters";
  if (/^\s*([a-z][a-z0-9+.-]+:\/\/|data:|file:)/i.test(path))
    return 'its image is an address; nothing is ever fetched';
  if (/^([\\/]|[a-z]:)/i.test(path)) return "its image's path is absolute; it must lie in the set's folder";
  if (path.split(/[\\/]/).includes('..')) return "its image's path leads out of the set's folder";
  return null;
}
