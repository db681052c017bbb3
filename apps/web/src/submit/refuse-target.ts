import { AppError, sourceFormatOf, targetsOfFormat } from "@platen/core";
import type { RequestOptions } from "./request-options.ts";

/** Fails for a document that cannot become what was asked for. Of a name that says nothing others complain. */
export function refuseUnlessPossible(filename: string, { format }: Pick<RequestOptions, "format">): void {
  const source = sourceFormatOf(filename);
  if (source === undefined) return;
  const possible = targetsOfFormat(source);
  if (!possible.includes(format)) {
    const message = `A file named *.${source} cannot become ${format}. It can become: ${possible.join(", ")}.`;
    throw new AppError("document", "unsupported_target", message);
  }
}
