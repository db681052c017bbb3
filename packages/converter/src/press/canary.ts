import { rm } from "node:fs/promises";
import { AppError, type ConversionRequest, type Converter } from "@platen/core";
import { makeTemporaryFolder } from "../temporary-folder.ts";

const patienceMs = 20_000;

/** Remembers when a document was last converted, and converts a small one when that is some time ago. */
export class Canary {
  readonly #documentPath: string;
  readonly #freshForMs: number;
  #provedAt = Number.NEGATIVE_INFINITY;
  #hasFailed = false;
  #trying: Promise<void> | undefined;

  constructor(documentPath: string, freshForMs = 60_000) {
    this.#documentPath = documentPath;
    this.#freshForMs = freshForMs;
  }

  /** A document was converted just now. */
  note(): void {
    this.#provedAt = performance.now();
    this.#hasFailed = false;
  }

  /** Undefined when no document was converted yet. */
  get ageMs(): number | undefined {
    return Number.isFinite(this.#provedAt) ? Math.round(performance.now() - this.#provedAt) : undefined;
  }

  /**
   * Answers at once while the last proof is not too old, and renews it meanwhile. Fails with `unavailable` /
   * `engine_unavailable` when the small document cannot be converted.
   */
  async check(convert: Converter["convert"]): Promise<void> {
    const ageMs = this.ageMs ?? Number.POSITIVE_INFINITY;
    if (ageMs < this.#freshForMs && !this.#hasFailed) return;
    this.#trying ??= this.#convertOne(convert).finally(() => {
      this.#trying = undefined;
    });
    if (ageMs > 3 * this.#freshForMs || this.#hasFailed) await this.#trying;
    else this.#trying.catch(() => {});
  }

  async #convertOne(convert: Converter["convert"]): Promise<void> {
    const folder = await makeTemporaryFolder("canary");
    try {
      const source = { path: this.#documentPath, format: "pptx" } as const;
      const request: ConversionRequest = { source, format: "pdf", options: {}, folder };
      const outcome = await convert(request, { signal: AbortSignal.timeout(patienceMs) });
      if (outcome.ok) return this.note();
      this.#hasFailed = true;
      const { code, detail } = outcome.failure;
      throw new AppError(
        "unavailable",
        "engine_unavailable",
        `The press does not convert its own test document (${code}). Run npm run doctor.`,
        new Error(detail),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
