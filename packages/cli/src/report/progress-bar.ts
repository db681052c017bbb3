const width = 24;

/** One line at the bottom of a terminal, written over again and again. */
export class ProgressBar {
  readonly #write: (text: string) => void;
  readonly #total: number;
  readonly #percents = new Map<number, number>();
  #done = 0;
  #shown = "";

  constructor(total: number, write: (text: string) => void) {
    this.#total = total;
    this.#write = write;
  }

  progress(task: number, percent: number): void {
    this.#percents.set(task, Math.max(percent, this.#percents.get(task) ?? 0));
    this.#draw();
  }

  end(task: number): void {
    this.#percents.delete(task);
    this.#done += 1;
    this.#draw();
  }

  /** Takes the bar away, so that a line can be written; it comes back with the next progress. */
  clear(): void {
    if (this.#shown !== "") this.#write(`\r${" ".repeat(this.#shown.length)}\r`);
    this.#shown = "";
  }

  #draw(): void {
    const running = [...this.#percents.values()].reduce((sum, percent) => sum + percent / 100, 0);
    const share = Math.min(1, (this.#done + running) / this.#total);
    const full = Math.round(share * width);
    const bar = `${"█".repeat(full)}${"░".repeat(width - full)}`;
    const line = `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${this.#done} of ${this.#total}`;
    if (line !== this.#shown) this.#write(`\r${line}`);
    this.#shown = line;
  }
}
