import { extname } from "node:path";

/**
 * Gives each of several files a name of its own: report.pdf, report (2).pdf and so on. Names that differ in case alone are
 * the same to some systems. Linear, also where all files have one name.
 */
export class UniqueNames {
  readonly #taken = new Set<string>();
  /** The last number that was given to a name. */
  readonly #numbers = new Map<string, number>();

  take(name: string): string {
    const extension = extname(name);
    const stem = name.slice(0, name.length - extension.length);
    const key = keyOf(name);
    let free = name;
    while (this.#taken.has(keyOf(free))) {
      const number = (this.#numbers.get(key) ?? 1) + 1;
      this.#numbers.set(key, number);
      free = `${stem} (${number})${extension}`;
    }
    this.#taken.add(keyOf(free));
    return free;
  }
}

function keyOf(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
