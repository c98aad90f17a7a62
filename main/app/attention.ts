/** Draws attention to a run: a notice of the system when it ends or needs somebody, its progress on the taskbar. */
import { type BrowserWindow, Notification } from 'electron';
import type { Events } from '../../shared/events.ts';
import type { ExperimentState } from '../../shared/models.ts';
import type { EngineProcess } from './engine-process.ts';

/** How an end is told; a run that was cancelled by hand is no news to the hand. */
const titles: Partial<Record<ExperimentState, string>> = {
  done: 'is done',
  failed: 'needs you: a step failed',
  interrupted: 'needs you: the run was interrupted',
};

const millisecondsBetween = 2000;

export class Attention {
  readonly #window: () => BrowserWindow | null;
  readonly #engine: EngineProcess;
  readonly #wanted: () => boolean;
  readonly #open: (path: string) => void;
  #lastLook = 0;

  /** `wanted`: whether the user wants notices; `open` goes to the experiment of a notice that was clicked. */
  constructor(
    window: () => BrowserWindow | null,
    engine: EngineProcess,
    wanted: () => boolean,
    open: (path: string) => void,
  ) {
    this.#window = window;
    this.#engine = engine;
    this.#wanted = wanted;
    this.#open = open;
  }

  /** A step moved: the taskbar's bar moves with the whole run, every two seconds at most. */
  onStep({ path }: Events['run.step']): void {
    const now = Date.now();
    if (now - this.#lastLook < millisecondsBetween) return;
    this.#lastLook = now;
    void this.#showProgress(path);
  }

  onState({ path, state }: Events['run.state']): void {
    this.#lastLook = 0;
    if (state === 'running') void this.#showProgress(path);
    else this.#window()?.setProgressBar(-1);
    const title = titles[state];
    if (title) void this.#notify(path, title);
  }

  async #showProgress(path: string): Promise<void> {
    const experiment = await this.#engine.call('experiment.get', { path }).catch(() => null);
    if (experiment?.summary.state !== 'running') return;
    const { summary, steps } = experiment;
    const now = steps.find(({ state }) => state === 'running');
    const within = now && now.total > 0 ? now.done / now.total : 0;
    this.#window()?.setProgressBar((summary.stepsDone + within) / Math.max(1, summary.stepsTotal));
  }

  async #notify(path: string, title: string): Promise<void> {
    const window = this.#window();
    if (!this.#wanted() || window?.isFocused() || !Notification.isSupported()) return;
    const experiment = await this.#engine.call('experiment.get', { path }).catch(() => null);
    if (!experiment) return;
    const notice = new Notification({
      title: `${experiment.summary.name} ${title}`,
      body: experiment.summary.headline,
    });
    notice.on('click', () => this.#open(path));
    notice.show();
  }
}
