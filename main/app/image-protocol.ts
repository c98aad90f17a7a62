/** `squared-image://image/ID?path=EXPERIMENT`: the file of one image, as the engine resolves it, and no other file; `&small` a small picture of it. */
import { readFile, stat } from 'node:fs/promises';
import type { Session } from 'electron';
import type { EngineProcess } from './engine-process.ts';

export const imageScheme = 'squared-image';

/** A picture for the screen; what is larger is not read into memory. */
const largestFile = 64 * 1024 * 1024;

/** By content, never by name: a file that is no picture is not handed to the page. */
function imageType(bytes: Buffer): string | null {
  const starts = (signature: string): boolean =>
    bytes.subarray(0, signature.length).toString('latin1') === signature;
  if (starts('\xff\xd8\xff')) return 'image/jpeg';
  if (starts('\x89PNG\r\n')) return 'image/png';
  if (starts('GIF8')) return 'image/gif';
  if (starts('BM')) return 'image/bmp';
  if (starts('RIFF') && bytes.subarray(8, 12).toString('latin1') === 'WEBP') return 'image/webp';
  if (bytes.subarray(4, 12).toString('latin1') === 'ftypavif') return 'image/avif';
  return null;
}

async function readImage(file: string): Promise<Buffer | null> {
  const { size } = await stat(file);
  return size > largestFile ? null : readFile(file);
}

export function serveImages(session: Session, engine: EngineProcess): void {
  session.protocol.handle(imageScheme, async (asked) => {
    const url = new URL(asked.url);
    const id = Number(url.pathname.slice(1));
    const path = url.searchParams.get('path');
    if (url.host !== 'image' || !path || !Number.isInteger(id)) return refusal(400);
    try {
      const request = url.searchParams.has('small') ? 'image.thumbnail' : 'image.file';
      const { file } = await engine.call(request, { path, id });
      const bytes = await readImage(file);
      const type = bytes && imageType(bytes);
      if (!bytes || !type) return refusal(415);
      return new Response(new Uint8Array(bytes), {
        headers: {
          'content-type': type,
          'x-content-type-options': 'nosniff',
          'cache-control': 'max-age=3600',
        },
      });
    } catch {
      // Unknown image or a file that is gone: the page shows its placeholder.
      return refusal(404);
    }
  });
}

const refusal = (status: number): Response => new Response(null, { status });
