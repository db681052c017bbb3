import {
  type ConversionContext,
  type ConversionOutcome,
  type ConversionRequest,
  type Converter,
  type ConverterDescription,
  type Failure,
  isAppError,
} from "@platen/core";
import type { Canary } from "./canary.ts";

/** What is told of a document, and happens to every document when LibreOffice itself is broken. */
const doubtfulCodes: readonly string[] = [
  "engine_crashed",
  "output_invalid",
  "source_corrupt",
  "conversion_timeout",
];

/**
 * An engine that was seen to convert. Before a document is blamed for what a broken LibreOffice does to all of them, a
 * small document of the project's own is converted. Where that fails, too, it throws `unavailable` /
 * `engine_unavailable`, and the job is given back.
 */
export class ProvedConverter implements Converter {
  readonly #engine: Converter;
  readonly #canary: Canary;

  private constructor(engine: Converter, canary: Canary) {
    this.#engine = engine;
    this.#canary = canary;
  }

  /** Closes the engine and fails with `unavailable` / `engine_unavailable` when it does not convert the small document. */
  static async open(engine: Converter, canary: Canary): Promise<ProvedConverter> {
    const proved = new ProvedConverter(engine, canary);
    try {
      await proved.ping();
      return proved;
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  async convert(request: ConversionRequest, context: ConversionContext): Promise<ConversionOutcome> {
    const startedAt = performance.now();
    const outcome = await this.#engine.convert(request, context).catch((error) => {
      if (isAppError(error, "engine_unavailable")) this.#canary.doubt();
      throw error;
    });
    if (outcome.ok) this.#canary.note();
    else if (!context.signal.aborted && isDoubtful(outcome.failure)) await this.#proveSince(startedAt);
    return outcome;
  }

  async #proveSince(startedAt: number): Promise<void> {
    const { ageMs } = this.#canary;
    if (ageMs !== undefined && ageMs < performance.now() - startedAt) return;
    await this.#canary.prove((request, context) => this.#engine.convert(request, context));
  }

  drawFirstPage(pdf: string, folder: string, signal: AbortSignal): Promise<string | undefined> {
    return this.#engine.drawFirstPage(pdf, folder, signal);
  }

  describe(): ConverterDescription {
    const provedMsAgo = this.#canary.ageMs;
    return { ...this.#engine.describe(), ...(provedMsAgo !== undefined && { provedMsAgo }) };
  }

  /** Sound when a document was converted lately; where that is some time ago, a small one is converted meanwhile. */
  async ping(): Promise<void> {
    await this.#engine.ping();
    await this.#canary.check((request, context) => this.#engine.convert(request, context));
  }

  async close(): Promise<void> {
    await this.#engine.close();
  }
}

/** What was found before LibreOffice had the document has no detail. */
function isDoubtful({ code, detail }: Failure): boolean {
  return detail !== undefined && doubtfulCodes.includes(code);
}
