/** What the window remembers: where it stood and what was chosen. A damaged file is as good as none. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';
import { Theme } from '../../shared/window.ts';

const State = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(200), height: z.int().min(200) }).nullable(),
  maximized: z.boolean(),
  theme: Theme,
  /** How large the page is drawn; 1 is as designed. */
  zoom: z.number().min(0.25).max(5).default(1),
  /** Whether the system says when a run ends. */
  notices: z.boolean().default(true),
});
type State = z.infer<typeof State>;

const fresh: State = { bounds: null, maximized: false, theme: 'system', zoom: 1, notices: true };

export class WindowState {
  #state: State;
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
    this.#state = read(file);
  }

  get theme(): Theme {
    return this.#state.theme;
  }
  get zoom(): number {
    return this.#state.zoom;
  }
  get notices(): boolean {
    return this.#state.notices;
  }
  get maximized(): boolean {
    return this.#state.maximized;
  }

  /** The remembered place, unless the screen it was on is gone. */
  boundsWithin(screens: readonly Rectangle[]): Rectangle | null {
    const bounds = this.#state.bounds;
    return bounds && screens.some((screen) => overlaps(screen, bounds)) ? bounds : null;
  }

  setTheme(theme: Theme): void {
    this.#write({ ...this.#state, theme });
  }

  setNotices(notices: boolean): void {
    this.#write({ ...this.#state, notices });
  }

  remember(window: BrowserWindow): void {
    this.#write({
      ...this.#state,
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      zoom: window.webContents.getZoomFactor(),
    });
  }

  #write(state: State): void {
    this.#state = state;
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(this.#file, JSON.stringify(state));
    } catch (error) {
      // A full or read-only disk costs the window its place, nothing more.
      console.error(`The window's place could not be kept in ${this.#file}: ${error}`);
    }
  }
}

function read(file: string): State {
  try {
    return State.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return fresh;
  }
}

/** Enough of it visible to be grasped. */
function overlaps(screen: Rectangle, bounds: Rectangle): boolean {
  const width = Math.min(screen.x + screen.width, bounds.x + bounds.width) - Math.max(screen.x, bounds.x);
  const height = Math.min(screen.y + screen.height, bounds.y + bounds.height) - Math.max(screen.y, bounds.y);
  return width >= 100 && height >= 50;
}
