import { setTimeout as pause } from "node:timers/promises";
import { copyFonts, type FontCopy } from "./font-copy.ts";
import { listFontFiles } from "./font-files.ts";

/** What became of the folder of fonts, at the start and whenever something in it has changed. */
export type FontsReport =
  | ({ readonly outcome: "taken" } & Pick<FontCopy, "files" | "families" | "leftOut">)
  /** It cannot be used as it is now: documents are drawn as before. */
  | { readonly outcome: "kept"; readonly problem: string };

export interface OwnFontsChoice {
  readonly onReport?: ((report: FontsReport) => void) | undefined;
  /** How long the folder is left alone between two looks. */
  readonly pauseMs?: number;
}

/** A look at a large folder takes at most this part of the time. */
const mostOfTime = 0.01;
const retryAfterMs = 60_000;

/**
 * A folder of fonts that belongs to the operator. Converters draw with a copy of it; a changed folder is copied anew once it
 * has been the same at two looks. A look, not a watch: changes in a mounted folder wake nobody up.
 */
export class OwnFonts {
  readonly #path: string;
  readonly #report: (report: FontsReport) => void;
  readonly #pauseMs: number;
  readonly #closing = new AbortController();
  readonly #takers: (() => Promise<void>)[] = [];
  readonly #holders = new Map<FontCopy, number>();
  #copy: FontCopy;
  #watching: Promise<void> = Promise.resolve();
  #problem = "";

  private constructor(path: string, copy: FontCopy, { onReport, pauseMs = 2_000 }: OwnFontsChoice) {
    this.#path = path;
    this.#report = onReport ?? (() => {});
    this.#pauseMs = pauseMs;
    this.#copy = copy;
    this.#holders.set(copy, 1);
  }

  /** Fails with `unavailable` / `fonts_unusable` and what to do. */
  static async open(path: string, choice: OwnFontsChoice = {}): Promise<OwnFonts> {
    const fonts = new OwnFonts(path, await copyFonts(await listFontFiles(path)), choice);
    fonts.#report({ outcome: "taken", ...fonts.facts });
    fonts.#watching = fonts.#watch();
    return fonts;
  }

  get facts(): Pick<FontCopy, "files" | "families" | "leftOut"> {
    const { files, families, leftOut } = this.#copy;
    return { files, families, leftOut };
  }

  /** The fonts as they are now. They stay on the disk until `release`. */
  hold(): { readonly copy: FontCopy; release(): Promise<void> } {
    const copy = this.#copy;
    this.#holders.set(copy, (this.#holders.get(copy) ?? 0) + 1);
    return { copy, release: () => this.#release(copy) };
  }

  /** `take` is called after a change, and holds the fonts anew. Where it fails, the fonts stay what they were. */
  onChange(take: () => Promise<void>): void {
    this.#takers.push(take);
  }

  /** Removes every copy, so it comes after the end of all that draws with one. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#watching;
    for (const copy of this.#holders.keys()) await copy.remove();
    this.#holders.clear();
  }

  async #release(copy: FontCopy): Promise<void> {
    const holders = (this.#holders.get(copy) ?? 1) - 1;
    if (holders > 0) {
      this.#holders.set(copy, holders);
      return;
    }
    this.#holders.delete(copy);
    await copy.remove();
  }

  async #watch(): Promise<void> {
    const { signal } = this.#closing;
    let seen = this.#copy.fingerprint;
    let retryAt = 0;
    let pauseMs = this.#pauseMs;
    while (true) {
      await pause(pauseMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      const startedAt = performance.now();
      try {
        const files = await listFontFiles(this.#path);
        pauseMs = Math.max(this.#pauseMs, (performance.now() - startedAt) / mostOfTime);
        const isSettled = files.fingerprint === seen;
        if (!isSettled) retryAt = 0;
        seen = files.fingerprint;
        if (!isSettled || performance.now() < retryAt) continue;
        retryAt = performance.now() + retryAfterMs;
        if (seen !== this.#copy.fingerprint) await this.#take(await copyFonts(files));
        this.#problem = "";
      } catch (error) {
        this.#keep(error);
      }
    }
  }

  async #take(copy: FontCopy): Promise<void> {
    const before = this.#copy;
    this.#copy = copy;
    this.#holders.set(copy, 1);
    try {
      for (const take of this.#takers) await take();
    } catch (error) {
      this.#copy = before;
      await this.#release(copy);
      throw error;
    }
    await this.#release(before);
    this.#report({ outcome: "taken", ...this.facts });
  }

  /** Tells a problem once, however often it is met. */
  #keep(error: unknown): void {
    const problem = error instanceof Error ? error.message : String(error);
    if (problem !== this.#problem) this.#report({ outcome: "kept", problem });
    this.#problem = problem;
  }
}
