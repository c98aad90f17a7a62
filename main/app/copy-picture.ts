/** A picture onto the clipboard, in both ways that Electron has had: `writeImage` once, typed items now. */
import * as electron from 'electron';

interface OlderClipboard {
  writeImage?(image: electron.NativeImage): void;
}

export async function copyPicture(image: electron.NativeImage): Promise<void> {
  const older = electron.clipboard as unknown as OlderClipboard;
  if (older.writeImage) {
    older.writeImage(image);
    return;
  }
  const png = new Blob([new Uint8Array(image.toPNG())], { type: 'image/png' });
  await electron.clipboard.write([new electron.ClipboardItem({ 'image/png': png })]);
}
