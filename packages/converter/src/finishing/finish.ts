import type { ConversionRequest } from "@platen/core";

/** What is asked of a finished PDF. */
export type Finish = Pick<ConversionRequest, "options" | "resultPasswords" | "attachedFiles">;
