/** A part of the page as a picture on the clipboard, sharp on paper too: two pixels to each of the page's at the least. */
import * as electron from 'electron';

interface OlderClipboard {
  writeImage?(image: electron.NativeImage): void;
}

export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const leastPixels = 2;

export async function copyPicture(window: electron.BrowserWindow, part: Part): Promise<void> {
  const png = await sharpPicture(window, part);
  const older = electron.clipboard as unknown as OlderClipboard;
  // Both ways that Electron has had: `writeImage` once, typed items now.
  if (older.writeImage) {
    older.writeImage(electron.nativeImage.createFromBuffer(png));
    return;
  }
  const blob = new Blob([new Uint8Array(png)], { type: 'image/png' });
  await electron.clipboard.write([new electron.ClipboardItem({ 'image/png': blob })]);
}

/**
 * `capturePage` gives what the screen has, which is one pixel to one on many; the page's own debugger draws it again as large as asked. It is
 * let go at once, and where something else holds it the screen's pixels must do.
 */
async function sharpPicture(window: electron.BrowserWindow, part: Part): Promise<Buffer> {
  const { webContents } = window;
  // The page counts in its own pixels; the window's are as many times larger as it is zoomed.
  const zoom = webContents.getZoomFactor();
  const [x, y, width, height] = [part.x, part.y, part.width, part.height].map((value) =>
    Math.round(value * zoom),
  ) as [number, number, number, number];
  const { scaleFactor } = electron.screen.getDisplayMatching(window.getBounds());
  const scale = Math.max(1, leastPixels / (scaleFactor * zoom));
  try {
    webContents.debugger.attach('1.3');
  } catch {
    return (await webContents.capturePage({ x, y, width, height })).toPNG();
  }
  try {
    const { data } = await webContents.debugger.sendCommand('Page.captureScreenshot', {
      format: 'png',
      clip: { x, y, width, height, scale },
    });
    return Buffer.from(data, 'base64');
  } finally {
    webContents.debugger.detach();
  }
}
