import type {
  ConversionContext,
  ConversionOutcome,
  ConversionRequest,
  Converter,
  ConverterDescription,
} from "@platen/core";
import type { OwnFonts } from "./own-fonts.ts";

/** A converter that draws with fonts of the operator's own, which end with it. */
export class ConverterWithFonts implements Converter {
  readonly #converter: Converter;
  readonly #fonts: OwnFonts;

  constructor(converter: Converter, fonts: OwnFonts) {
    this.#converter = converter;
    this.#fonts = fonts;
  }

  convert(request: ConversionRequest, context: ConversionContext): Promise<ConversionOutcome> {
    return this.#converter.convert(request, context);
  }

  drawFirstPage(pdf: string, folder: string, signal: AbortSignal): Promise<string | undefined> {
    return this.#converter.drawFirstPage(pdf, folder, signal);
  }

  describe(): ConverterDescription {
    const { families } = this.#fonts.facts;
    return { ...this.#converter.describe(), ...(families !== undefined && { ownFonts: families }) };
  }

  ping(): Promise<void> {
    return this.#converter.ping();
  }

  async close(): Promise<void> {
    await this.#converter.close();
    await this.#fonts.close();
  }
}
