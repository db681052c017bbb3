import type { ConversionContext } from "@platen/core";
import type { PressMessage } from "../process/press-message.ts";

const loadingFrom = 5;
const exportingFrom = 50;

/**
 * Turns what a child says into progress that only grows: LibreOffice counts several times from 0 to 100 when a
 * document holds others. Of saving it says nothing.
 */
export class LoadingProgress {
  readonly #report: NonNullable<ConversionContext["onProgress"]>;
  #percent = 0;

  constructor(report: ConversionContext["onProgress"] = () => {}) {
    this.#report = report;
  }

  receive(message: PressMessage): void {
    if (message.event === "started") this.#tell("loading", loadingFrom);
    if (message.event === "loaded") this.#tell("exporting", exportingFrom);
    if (message.event === "loading" && this.#percent < exportingFrom) {
      const share = (exportingFrom - loadingFrom - 1) * (message.percent / 100);
      this.#tell("loading", Math.floor(loadingFrom + share));
    }
  }

  #tell(phase: "loading" | "exporting", percent: number): void {
    if (percent <= this.#percent) return;
    this.#percent = percent;
    this.#report({ phase, percent });
  }
}
