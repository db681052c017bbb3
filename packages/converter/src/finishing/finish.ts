import type { ConversionRequest } from "@platen/core";

/** What is asked of a finished PDF, and what it was made of. */
export type Finish = Pick<ConversionRequest, "options" | "resultPasswords" | "attachedFiles"> &
  Partial<Pick<ConversionRequest, "source" | "moreSources">>;

/** Whether something is in it that came as a PDF, of which nothing is known but what its own objects say. */
export function holdsForeignPdf({ source, moreSources = [], attachedFiles = [] }: Finish): boolean {
  return (
    source?.format === "pdf" ||
    moreSources.some(({ format }) => format === "pdf") ||
    attachedFiles.some(({ role, mediaType }) => role !== "embed" && mediaType === "application/pdf")
  );
}
