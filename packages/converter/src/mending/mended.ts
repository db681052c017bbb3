import type { Warning } from "@platen/core";
import type { Needs } from "../preflight/needs.ts";

/** What became of a document that was to be mended. */
export interface Mended {
  /** The copy was written, and is to be opened instead. */
  readonly isCopied: boolean;
  readonly warnings: readonly Warning[];
  readonly needs: Needs;
}
