import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError, type ConversionRequest, type Converter, type SourceFormat } from "@platen/core";
import { makeTemporaryFolder } from "./temporary-folder.ts";
import { orWorkFolderFull } from "./work-folder-full.ts";

const patienceMs = 20_000;

/** A small document of the project's own. */
export interface CanaryDocument {
  readonly format: SourceFormat;
  readonly bytes: Uint8Array;
}

/** Remembers when a document was last converted, and converts a small one when that is some time ago. */
export class Canary {
  readonly #document: CanaryDocument;
  readonly #freshForMs: number;
  readonly #workFolder: string | undefined;
  #provedAt = Number.NEGATIVE_INFINITY;
  #hasFailed = false;
  #trying: Promise<void> | undefined;

  /** `workFolder` is where other documents are converted; the system's temporary folder by default. */
  constructor(
    document: CanaryDocument,
    { freshForMs = 60_000, workFolder }: { freshForMs?: number; workFolder?: string | undefined } = {},
  ) {
    this.#document = document;
    this.#workFolder = workFolder;
    this.#freshForMs = freshForMs;
  }

  /** A document was converted just now. */
  note(): void {
    this.#provedAt = performance.now();
    this.#hasFailed = false;
  }

  /** The engine failed through no fault of a document: the next look is at a conversion, not at the clock. */
  doubt(): void {
    this.#hasFailed = true;
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
    const trying = this.prove(convert);
    if (ageMs > 3 * this.#freshForMs || this.#hasFailed) await trying;
    else trying.catch(() => {});
  }

  /** Converts the small document now, or waits for a conversion of it that is under way. Fails like `check`. */
  prove(convert: Converter["convert"]): Promise<void> {
    this.#trying ??= this.#convertOne(convert).finally(() => {
      this.#trying = undefined;
    });
    return this.#trying;
  }

  async #convertOne(convert: Converter["convert"]): Promise<void> {
    const folder = await makeTemporaryFolder("canary", this.#workFolder);
    try {
      const { format, bytes } = this.#document;
      const source = { path: join(folder, `source.${format}`), format };
      const own = join(folder, "conversion");
      await mkdir(own);
      await writeFile(source.path, bytes);
      const request: ConversionRequest = { source, format: "pdf", options: {}, folder: own };
      const outcome = await convert(request, { signal: AbortSignal.timeout(patienceMs) });
      if (outcome.ok) return this.note();
      const { code, detail } = outcome.failure;
      throw new AppError(
        "unavailable",
        "engine_unavailable",
        `LibreOffice does not convert Platen's own test document (${code}). Run npm run doctor.`,
        new Error(detail),
      );
    } catch (error) {
      this.#hasFailed = true;
      throw orWorkFolderFull(error);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
