import { AppError, canBecome, sourceFormatOf, sourceFormats, targetsOf } from "@platen/core";
import type { RequestOptions } from "./request-options.ts";

/** Fails for a document that cannot become what was asked for. Of a name that says nothing others complain. */
export function refuseUnlessPossible(filename: string, { format }: Pick<RequestOptions, "format">): void {
  const source = sourceFormatOf(filename);
  if (source === undefined) return;
  const { family } = sourceFormats[source];
  if (canBecome(family, format)) return;
  const message = `A file named *.${source} cannot become ${format}. It can become: ${targetsOf[family].join(", ")}.`;
  throw new AppError("document", "unsupported_target", message);
}
