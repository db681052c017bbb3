import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../app-error.ts";
import { type FailureCode, failureOf, failures } from "../conversion/failures.ts";
import type { ConversionOutcome } from "../conversion/outcome.ts";
import { hasPages } from "../conversion/target-formats.ts";
import type {
  ConversionContext,
  ConversionRequest,
  Converter,
  ConverterDescription,
} from "../seams/converter.ts";
import { smallPdf } from "./small-pdf.ts";

/**
 * Makes a small PDF of any source, always the same of the same, without LibreOffice. The source may ask, anywhere
 * in its first 4,096 bytes: `platen-pages=3`, `platen-takes=1500` (milliseconds), `platen-fail=engine_crashed`,
 * `platen-password=secret`. Of several sources it makes one PDF with the pages of all.
 */
export class MemoryConverter implements Converter {
  readonly #durationMs: number;
  #isClosed = false;

  constructor({ durationMs = 0 }: { durationMs?: number } = {}) {
    this.#durationMs = durationMs;
  }

  async convert(request: ConversionRequest, context: ConversionContext): Promise<ConversionOutcome> {
    let pages = 0;
    const hash = createHash("sha256");
    for (const { path } of [request.source, ...(request.moreSources ?? [])]) {
      const source = await readFile(path);
      const asked = instructionsOf(source);
      if (source.length === 0) return failed("source_empty");
      if (asked.password !== undefined && request.password !== asked.password)
        return failed(request.password === undefined ? "source_encrypted" : "wrong_password");
      if (!(await spend(asked.takesMs ?? this.#durationMs, context))) return failed("canceled");
      if (asked.fail !== undefined) return failed(asked.fail);
      pages += asked.pages;
      hash.update(source);
    }
    const path = join(request.folder, `result.${request.format}`);
    await writeFile(path, smallPdf(pages, `of ${hash.digest("hex")}`));
    return {
      ok: true,
      conversion: {
        path,
        format: request.format,
        pages: hasPages(request.format) ? pages : null,
        engine: "memory/1",
        warnings: [],
      },
    };
  }

  /** A text that says of which PDF. */
  async drawFirstPage(pdf: string, folder: string, signal: AbortSignal): Promise<string | undefined> {
    const content = await readFile(pdf);
    if (signal.aborted || content.includes("/Encrypt")) return undefined;
    const path = join(folder, "first-page.png");
    await writeFile(path, `first page of ${createHash("sha256").update(content).digest("hex")}`);
    return path;
  }

  describe(): ConverterDescription {
    const reason = "a stand-in for tests";
    return { engine: "memory", libreOfficeVersion: "none", reason, layers: [], missingLayers: [] };
  }

  async ping(): Promise<void> {
    if (this.#isClosed) throw new AppError("unavailable", "engine_unavailable", "The converter is closed.");
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }
}

interface Instructions {
  readonly pages: number;
  readonly takesMs: number | undefined;
  readonly fail: FailureCode | undefined;
  readonly password: string | undefined;
}

function instructionsOf(source: Buffer): Instructions {
  const head = source.subarray(0, 4_096).toString("latin1");
  const instruction = (name: string) => new RegExp(`platen-${name}=([\\w-]+)`).exec(head)?.[1];
  const takes = instruction("takes");
  const fail = instruction("fail");
  return {
    pages: Number(instruction("pages") ?? 1),
    takesMs: takes === undefined ? undefined : Number(takes),
    fail: fail !== undefined && Object.hasOwn(failures, fail) ? (fail as FailureCode) : undefined,
    password: instruction("password"),
  };
}

function failed(code: FailureCode): ConversionOutcome {
  return { ok: false, failure: failureOf(code) };
}

/** Lets the time pass in ten steps with progress; false as soon as it is aborted. */
async function spend(durationMs: number, { signal, onProgress }: ConversionContext): Promise<boolean> {
  for (let step = 0; step < 10 && !signal.aborted; step += 1) {
    onProgress?.({ phase: step < 5 ? "loading" : "exporting", percent: step * 10 });
    if (durationMs > 0) await sleep(durationMs / 10, undefined, { signal }).catch(() => undefined);
  }
  return !signal.aborted;
}
