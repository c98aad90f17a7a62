/** Holds back large pictures, so that those being decoded together have no more than so many pixels. */
export class PixelBudget {
  #free: number;
  readonly #waiting: { pixels: number; go: () => void }[] = [];

  constructor(pixels: number) {
    this.#free = pixels;
  }

  /** Runs `work` as soon as its pixels are free; first come, first served. */
  async during<T>(pixels: number, work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length > 0 || pixels > this.#free) {
      await new Promise<void>((go) => this.#waiting.push({ pixels, go }));
    } else this.#free -= pixels;
    try {
      return await work();
    } finally {
      this.#free += pixels;
      this.#serve();
    }
  }

  #serve(): void {
    for (let next = this.#waiting[0]; next && next.pixels <= this.#free; next = this.#waiting[0]) {
      this.#free -= next.pixels;
      this.#waiting.shift();
      next.go();
    }
  }
}
