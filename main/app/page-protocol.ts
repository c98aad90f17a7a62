/** `squared://window/`: the built page and its files, nothing else on the disk, under a policy that lets nothing else in. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Session } from 'electron';
import { projectRoot } from '../engine/setup/places.ts';

export const pageScheme = 'squared';
export const pageOrigin = 'squared://window';
export const pageUrl = `${pageOrigin}/index.html`;

const folder = join(projectRoot, 'out', 'renderer');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

/** No inline script or style, no eval, no network: only our own files, the engine's images, and pictures that it hands over whole. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' squared-image: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function servePage(session: Session): void {
  session.protocol.handle(pageScheme, async (request) => {
    const { host, pathname } = new URL(request.url);
    const file = normalize(join(folder, decodeURIComponent(pathname)));
    const type = types[extname(file)];
    if (host !== 'window' || !file.startsWith(folder + sep) || !type) return notFound();
    const body = await readFile(file).catch(() => null);
    if (!body) return notFound();
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': type,
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
      },
    });
  });
}

const notFound = (): Response => new Response('Not found', { status: 404 });
