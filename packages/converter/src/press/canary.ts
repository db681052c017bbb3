import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError, type ConversionRequest, type Converter } from "@platen/core";

const patienceMs = 20_000;

/** Remembers when a document was last converted, and converts a small one when that is too long ago. */
export class Canary {
  readonly #documentPath: string;
  readonly #freshForMs: number;
  #provedAt = Number.NEGATIVE_INFINITY;
  #checking: Promise<void> | undefined;

  constructor(documentPath: string, freshForMs = 60_000) {
    this.#documentPath = documentPath;
    this.#freshForMs = freshForMs;
  }

  /** A document was converted just now. */
  note(): void {
    this.#provedAt = performance.now();
  }

  /** Undefined when no document was converted yet. */
  get ageMs(): number | undefined {
    return Number.isFinite(this.#provedAt) ? Math.round(performance.now() - this.#provedAt) : undefined;
  }

  /** Fails with `unavailable` / `engine_unavailable` when not even the small document can be converted. */
  async check(convert: Converter["convert"]): Promise<void> {
    if ((this.ageMs ?? Number.POSITIVE_INFINITY) < this.#freshForMs) return;
    this.#checking ??= this.#convertOne(convert).finally(() => {
      this.#checking = undefined;
    });
    await this.#checking;
  }

  async #convertOne(convert: Converter["convert"]): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "platen-canary-"));
    try {
      const source = { path: this.#documentPath, format: "pptx" } as const;
      const request: ConversionRequest = { source, format: "pdf", options: {}, folder };
      const outcome = await convert(request, { signal: AbortSignal.timeout(patienceMs) });
      if (outcome.ok) return;
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
