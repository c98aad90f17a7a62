/** `squared-image://image/ID?path=EXPERIMENT`: the file of one image, as the engine resolves it, and no other file; `&small` a small picture of it. */
import { open } from 'node:fs/promises';
import type { Session } from 'electron';
import type { RequestResult } from '../../shared/requests.ts';
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

type Shown = RequestResult<'image.thumbnail'>;

async function readImage({ file, part }: Shown): Promise<Buffer | null> {
  const handle = await open(file, 'r');
  try {
    const { start, bytes } = part ?? { start: 0, bytes: (await handle.stat()).size };
    if (bytes > largestFile) return null;
    const content = Buffer.allocUnsafe(bytes);
    const { bytesRead } = await handle.read(content, 0, bytes, start);
    return content.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

export function serveImages(session: Session, engine: EngineProcess): void {
  session.protocol.handle(imageScheme, async (asked) => {
    const url = new URL(asked.url);
    const id = Number(url.pathname.slice(1));
    const path = url.searchParams.get('path');
    if (url.host !== 'image' || !path || !Number.isInteger(id)) return refusal(400);
    try {
      const shown = url.searchParams.has('small')
        ? await engine.call('image.thumbnail', { path, id })
        : { ...(await engine.call('image.file', { path, id })), part: null };
      const bytes = await readImage(shown);
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
