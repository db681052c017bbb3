import type { TextStorage } from "../browser-storage.ts";
import type { ConversionOptions } from "./conversion-options.ts";

const storageKey = "platen.options";
/** Of one document, or secret: never kept for the next. */
const neverKept = [
  "pages",
  "split",
  "sheet",
  "rotate",
  "watermark",
  "openPassword",
  "password",
  "encoding",
  "separator",
];

/** What was chosen last, for the next time. */
export interface KeptOptions {
  readonly format: string;
  readonly options: ConversionOptions;
}

export function keepOptions(storage: TextStorage, { format, options }: KeptOptions): void {
  const kept = Object.entries(options).filter(([name]) => !neverKept.includes(name));
  try {
    storage.setItem(storageKey, JSON.stringify({ format, options: Object.fromEntries(kept) }));
  } catch {
    // Full or forbidden: the choice lasts until the page is closed.
  }
}

export function keptOptions(storage: Pick<TextStorage, "getItem">): KeptOptions {
  try {
    const { format, options } = JSON.parse(storage.getItem(storageKey) ?? "{}") as Record<string, unknown>;
    const isKnown = typeof format === "string" && typeof options === "object" && options !== null;
    if (isKnown && Object.values(options).every((value) => ["string", "boolean"].includes(typeof value)))
      return { format, options: options as ConversionOptions };
  } catch {
    // Written by something else, or forbidden.
  }
  return { format: "pdf", options: {} };
}
