import { AppError, sourceFormatOf, targetsOfFormat } from "@platen/core";
import { invalidValue } from "../problems/invalid-value-error.ts";
import type { RequestOptions } from "./request-options.ts";

type Asked = Pick<RequestOptions, "format"> & Partial<Pick<RequestOptions, "options">>;

/** Fails for a document that cannot become what was asked for. Of a name that says nothing others complain. */
export function refuseUnlessPossible(filename: string, { format, options = {} }: Asked): void {
  const source = sourceFormatOf(filename);
  if (source === undefined) return;
  const possible = targetsOfFormat(source);
  if (!possible.includes(format)) {
    const message = `A file named *.${source} cannot become ${format}. It can become: ${possible.join(", ")}.`;
    throw new AppError("document", "unsupported_target", message);
  }
  // Whoever asks for an archive format must not get something else without a word.
  if (source === "pdf" && options.pdfa !== undefined)
    throw invalidValue("pdfa", "A PDF cannot be made PDF/A here. Convert the document that it was made of.");
}
