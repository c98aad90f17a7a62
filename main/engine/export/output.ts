/** Files of an export: created, never overwritten; text is gathered into large writes; closing one flushes it to the disk. */
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const blockBytes = 1 << 20;

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

  async put(name: string, content: string | Uint8Array): Promise<void> {
    const file = await this.create(name);
    try {
      await file.write(content);
    } finally {
      await file.close();
    }
  }

  async #place(name: string): Promise<string> {
    const path = join(this.folder, ...name.split('/'));
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
  /** Written so far, with what is still gathered. */
  size = 0;

  constructor(handle: FileHandle, wrote: (bytes: number | null) => void) {
    this.#handle = handle;
    this.#wrote = wrote;
  }

  /** Bytes are kept by reference until they are written: the caller leaves them as they are. */
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
      await this.#handle.sync();
    } finally {
      await this.abandon();
    }
  }

  /** Closes without flushing: what is in it will be thrown away. */
  async abandon(): Promise<void> {
    this.#waiting = [];
    this.#wrote(null);
    await this.#handle.close();
  }

  async #flush(): Promise<void> {
    const blocks = this.#waiting;
    const wanted = this.#waitingBytes;
    this.#waiting = [];
    this.#waitingBytes = 0;
    if (wanted === 0) return;
    let { bytesWritten } = await this.#handle.writev(blocks);
    // The system may take less than it is given.
    if (bytesWritten < wanted) {
      const rest = Buffer.concat(blocks);
      while (bytesWritten < wanted)
        bytesWritten += (await this.#handle.write(rest, bytesWritten)).bytesWritten;
    }
    this.#wrote(wanted);
  }
}
