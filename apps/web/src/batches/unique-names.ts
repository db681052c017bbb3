import path from "node:path";
import { entryName } from "@platen/core";

/**
 * Gives each file of a zip a name of its own: report.pdf, report (2).pdf and so on. Names that differ in case alone are
 * the same to some systems. Linear, also where all files have one name.
 */
export class UniqueNames {
  readonly #taken = new Set<string>();
  /** The last number that was given to a name. */
  readonly #numbers = new Map<string, number>();

  take(wanted: string): string {
    const name = entryName(wanted);
    const { name: stem, ext } = path.posix.parse(name);
    const key = keyOf(name);
    let free = name;
    while (this.#taken.has(keyOf(free))) {
      const number = (this.#numbers.get(key) ?? 1) + 1;
      this.#numbers.set(key, number);
      free = `${stem} (${number})${ext}`;
    }
    this.#taken.add(keyOf(free));
    return free;
  }
}

function keyOf(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
