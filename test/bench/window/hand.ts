/** What a person's hand does in the page, given to it as Electron gives what the system hears: keys, words, the pointer and its wheel. */
import type * as Electron from 'electron';
import type { MainProcess } from './main-process.ts';

declare global {
  /** In the main process (start/main.js). */
  var electron: typeof Electron;
}

const patienceMilliseconds = 30_000;

export class Hand {
  readonly main: MainProcess;

  constructor(main: MainProcess) {
    this.main = main;
  }

  /** Runs `work` in the page, on values that can be written as JSON. */
  async inPage<A, R>(work: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    const code = `(${work})(${JSON.stringify(argument)})`;
    return this.main.evaluate(
      (of) => electron.BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(of) as Promise<R>,
      code,
    );
  }

  /** To another view, as its link leads there. */
  goTo(href: string): Promise<void> {
    return this.inPage((to) => {
      window.location.hash = to;
    }, href);
  }

  /** Until there is what is looked for. */
  waitFor(selector: string): Promise<void> {
    return this.inPage(
      async ({ wanted, patience }) => {
        const began = performance.now();
        while (!document.querySelector(wanted)) {
          if (performance.now() - began > patience) throw new Error(`There was never a ${wanted}.`);
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      },
      { wanted: selector, patience: patienceMilliseconds },
    );
  }

  /** Scrolls by so many pixels and waits until that is drawn. */
  scroll(selector: string, pixels: number): Promise<void> {
    return this.inPage(
      async ({ of, by }) => {
        const scroller = document.querySelector(of);
        if (scroller) scroller.scrollTop += by;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      },
      { of: selector, by: pixels },
    );
  }

  async point(selector: string): Promise<void> {
    const at = await this.#middleOf(selector);
    await this.#send([{ type: 'mouseMove', ...at }]);
  }

  async click(selector: string): Promise<void> {
    const at = await this.#middleOf(selector);
    await this.#send([
      { type: 'mouseMove', ...at },
      { type: 'mouseDown', button: 'left', clickCount: 1, ...at },
      { type: 'mouseUp', button: 'left', clickCount: 1, ...at },
    ]);
  }

  wheel(pixels: number): Promise<void> {
    return this.#send([{ type: 'mouseWheel', x: 600, y: 400, deltaX: 0, deltaY: -pixels, canScroll: true }]);
  }

  key(name: string, modifiers: 'control'[] = []): Promise<void> {
    return this.#send([
      { type: 'keyDown', keyCode: name, modifiers },
      { type: 'keyUp', keyCode: name, modifiers },
    ]);
  }

  /** Into what has the focus. */
  write(words: string): Promise<void> {
    return this.main.evaluate(
      (of) => electron.BrowserWindow.getAllWindows()[0]?.webContents.insertText(of),
      words,
    );
  }

  /** Puts these words in the place of those that a field has. */
  async fill(selector: string, words: string): Promise<void> {
    await this.inPage((of) => {
      const field = document.querySelector<HTMLInputElement>(of);
      field?.focus();
      field?.select();
    }, selector);
    if (words === '') await this.key('Backspace');
    else await this.write(words);
  }

  async #middleOf(selector: string): Promise<{ x: number; y: number }> {
    await this.waitFor(selector);
    return this.inPage((of) => {
      const element = document.querySelector(of) as Element;
      element.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
    }, selector);
  }

  /** And waits until the page has heard it. */
  async #send(
    events: readonly (
      | Electron.MouseInputEvent
      | Electron.MouseWheelInputEvent
      | Electron.KeyboardInputEvent
    )[],
  ): Promise<void> {
    await this.main.evaluate((given) => {
      const contents = electron.BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.focus();
      for (const event of given) contents?.sendInputEvent(event);
    }, events);
    await this.inPage(() => new Promise((resolve) => requestAnimationFrame(resolve)), null);
  }
}
