/**
 * The real window with nobody attached to its page. A debugger, Playwright's too, has the page's process keep the answers to all that it has
 * asked for: measured after an hour's acts, 210 of 570 MB in Chromium's buffers and 80 more of Blink's objects, which no user has. Here Node's
 * inspector reaches the main process alone, and what is done in the page is done from there.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { electronArguments, electronPath } from '../../../main/engine/setup/electron-path.ts';
import { projectRoot } from '../../../main/engine/setup/places.ts';

type Reply = {
  id: number;
  error?: { message: string };
  result?: {
    result: { value?: unknown };
    exceptionDetails?: { exception?: { description?: string }; text: string };
  };
};

const startMilliseconds = 60_000;
/** Longer than any act takes; a page that hangs is told of. */
const answerMilliseconds = 120_000;
/** The engine's own five seconds and the trash's three are within it. */
const stopMilliseconds = 20_000;

const isLoaded = (): boolean => {
  const contents = globalThis.electron?.BrowserWindow.getAllWindows()[0]?.webContents;
  return contents !== undefined && !contents.isLoadingMainFrame() && contents.getURL() !== '';
};

export class MainProcess {
  readonly #child: ChildProcess;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #lastId = 0;

  private constructor(child: ChildProcess, socket: WebSocket) {
    this.#child = child;
    this.#socket = socket;
    socket.addEventListener('close', () => {
      const error = { message: 'The window ended.' };
      for (const [id, answer] of this.#waiting) answer({ id, error });
      this.#waiting.clear();
    });
    socket.addEventListener('message', ({ data }) => {
      const reply = JSON.parse(String(data)) as Reply;
      this.#waiting.get(reply.id)?.(reply);
      this.#waiting.delete(reply.id);
    });
  }

  /** Its window is there then, and its page loaded. */
  static async start(home: string): Promise<MainProcess> {
    const args = [
      '--inspect=127.0.0.1:0',
      ...electronArguments(),
      join(projectRoot, 'test/bench/window/start'),
    ];
    const child = spawn(electronPath() ?? '', args, {
      cwd: projectRoot,
      env: { ...process.env, SQUARED_HOME: home },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const socket = new WebSocket(await addressOf(child));
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error('The main process could not be reached.')));
    });
    const main = new MainProcess(child, socket);
    while (!(await main.evaluate(isLoaded, null))) await new Promise((resolve) => setTimeout(resolve, 100));
    return main;
  }

  /** Runs `work` in the main process, on values that can be written as JSON. */
  async evaluate<A, R>(work: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    const id = ++this.#lastId;
    const reply = new Promise<Reply>((resolve) => this.#waiting.set(id, resolve));
    const late = setTimeout(
      () => this.#waiting.get(id)?.({ id, error: { message: 'The window does not answer.' } }),
      answerMilliseconds,
    );
    // Held until it is settled: the inspector holds no promise, and one that nobody holds may be collected.
    const expression = `(() => {
      const held = (globalThis.held ??= new Set());
      const settled = Promise.resolve((${work})(${JSON.stringify(argument)})).finally(() => held.delete(settled));
      held.add(settled);
      return settled;
    })()`;
    const params = { expression, awaitPromise: true, returnByValue: true };
    this.#socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    const { error, result } = await reply;
    clearTimeout(late);
    const fault =
      error?.message ?? result?.exceptionDetails?.exception?.description ?? result?.exceptionDetails?.text;
    if (fault) throw new Error(fault);
    return result?.result.value as R;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    // Its answer may never come: what would send it is ending.
    void this.evaluate(() => electron.app.quit(), null).catch(() => {});
    const insist = setTimeout(() => this.#child.kill('SIGKILL'), stopMilliseconds);
    await ended;
    clearTimeout(insist);
    this.#socket.close();
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = '';
    const late = setTimeout(
      () => reject(new Error(`The window did not start:\n${words}`)),
      startMilliseconds,
    );
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-4000);
      const address = /Debugger listening on (ws:\S+)/.exec(words)?.[1];
      if (!address) return;
      clearTimeout(late);
      resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`The window ended at once (exit ${code}):\n${words}`)));
  });
}
