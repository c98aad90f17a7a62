/** Files of an export: created, never overwritten; text is gathered into large writes. */
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

const blockBytes = 1 << 20;
const syncBytes = 16 << 20;

/** The folder of an export, and how much lies in it. */
export class OutputFolder {
  readonly folder: string;
  files = 0;
  bytes = 0;
  readonly #made = new Set<string>();
  readonly #open = new Set<OutputFile>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** `name` with forward slashes. Throws EEXIST where it is taken. */
  async create(name: string): Promise<OutputFile> {
    const file: OutputFile = new OutputFile(await open(await this.#place(name), 'wx'), (bytes) => {
      if (bytes === null) this.#open.delete(file);
      else this.bytes += bytes;
    });
    this.#open.add(file);
    this.files++;
    return file;
  }

  read(name: string): AsyncIterable<Buffer> {
    return createReadStream(join(this.folder, name), { highWaterMark: blockBytes });
  }

  /** Takes away what helped to make a file. */
  async remove(name: string): Promise<void> {
    const file = await this.#place(name);
    this.bytes -= (await stat(file)).size;
    this.files--;
    await rm(file);
  }

  /** After a failure: closes what is still open, unwritten. */
  async abandon(): Promise<void> {
    await Promise.all([...this.#open].map((file) => file.abandon()));
  }

  /** A small file at once; it is flushed to the disk with all others in the end, which takes a fraction of the time. */
  async put(name: string, content: string | Uint8Array): Promise<void> {
    await writeFile(await this.#place(name), content, { flag: 'wx' });
    this.files++;
    this.bytes += Buffer.byteLength(content);
  }

  async #place(name: string): Promise<string> {
    const path = join(this.folder, ...name.split('/'));
    // Names are made harmless where they are made; this is the wall behind it.
    if (!path.startsWith(this.folder + sep)) throw new Error(`${name} leads out of the export's folder.`);
    const parent = dirname(path);
    if (!this.#made.has(parent)) {
      await mkdir(parent, { recursive: true });
      this.#made.add(parent);
    }
    return path;
  }
}

export class OutputFile {
  readonly #handle: FileHandle;
  /** Told how much reached the disk; null once the file is closed. */
  readonly #wrote: (bytes: number | null) => void;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #writing: Promise<void> | null = null;
  #syncing: Promise<void> | null = null;
  #unsynced = 0;
  #failure: Error | null = null;
  /** Written so far, with what is still gathered. */
  size = 0;

  constructor(handle: FileHandle, wrote: (bytes: number | null) => void) {
    this.#handle = handle;
    this.#wrote = wrote;
  }

  /** Bytes are kept by reference until they are written: the caller leaves them as they are. A failed write is told by the next one. */
  async write(content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.size += bytes.length;
    if (this.#waitingBytes >= blockBytes) await this.#flush();
  }

  async close(): Promise<void> {
    try {
      await this.#flush();
      await this.#writing;
      await this.#syncing;
      if (this.#failure) throw this.#failure;
      await this.#handle.sync();
    } finally {
      await this.abandon();
    }
  }

  /** Closes without flushing: what is in it will be thrown away. */
  async abandon(): Promise<void> {
    this.#waiting = [];
    this.#wrote(null);
    await Promise.allSettled([this.#writing, this.#syncing]);
    await this.#handle.close();
  }

  /** Ends when the block before this one is written: while one is on its way to the file, the next is gathered. */
  async #flush(): Promise<void> {
    await this.#writing;
    if (this.#failure) throw this.#failure;
    const blocks = this.#waiting;
    const bytes = this.#waitingBytes;
    this.#waiting = [];
    this.#waitingBytes = 0;
    if (bytes === 0) return;
    this.#writing = this.#writeOut(blocks, bytes);
    // It is awaited by the next flush; until then nobody listens.
    this.#writing.catch(() => {});
  }

  async #writeOut(blocks: readonly Uint8Array[], bytes: number): Promise<void> {
    let { bytesWritten } = await this.#handle.writev(blocks);
    // The system may take less than it is given.
    if (bytesWritten < bytes) {
      const rest = Buffer.concat(blocks);
      while (bytesWritten < bytes)
        bytesWritten += (await this.#handle.write(rest, bytesWritten)).bytesWritten;
    }
    this.#wrote(bytes);
    this.#unsynced += bytes;
    if (this.#unsynced < syncBytes || this.#syncing) return;
    // The disk works while the rest is made, instead of standing still until the end.
    this.#unsynced = 0;
    this.#syncing = this.#handle
      .datasync()
      // The system tells a failure to flush once; it must not be lost here.
      .catch((error: Error) => {
        this.#failure = error;
      })
      .finally(() => {
        this.#syncing = null;
      });
  }
}
