import type { IncomingHttpHeaders } from "node:http";
import { Busboy, type BusboyConfig, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { AppError } from "@platen/core";
import { formLimits, maxBoundaryCharacters } from "./upload-limits.ts";

export interface FormParts {
  onField(name: string | undefined, value: string, isCut: boolean): void;
  onFile(name: string | undefined, filename: string | undefined, content: BusboyFileStream): void;
  onFailure(error: AppError): void;
}

/**
 * Takes a multipart form apart. A file's content ends after one byte more than `maxFileBytes`, so that whoever reads
 * it sees that it is too much. Fails with `malformed_request` for a Content-Type without a boundary, or with one that is too long.
 */
export function newFormParser(
  headers: IncomingHttpHeaders,
  maxFileBytes: number,
  parts: FormParts,
): BusboyInstance {
  refuseLongBoundary(headers["content-type"] ?? "");
  const parser = openParser({
    headers: headers as BusboyConfig["headers"],
    limits: { ...formLimits, fileSize: maxFileBytes + 1 },
  });
  parser.on("field", (name, value, isNameCut, isValueCut) =>
    parts.onField(name, value, isNameCut || isValueCut),
  );
  parser.on("file", (name, content, filename) => parts.onFile(name, filename, content));
  parser.on("error", (error) => parts.onFailure(unreadable(error)));
  for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const) {
    const message = `The form has too many parts. It may have one file and ${formLimits.fields} fields.`;
    parser.on(limit, () => parts.onFailure(new AppError("request", "request_too_large", message)));
  }
  return parser;
}

function openParser(config: BusboyConfig): BusboyInstance {
  try {
    return new Busboy(config);
  } catch (error) {
    throw unreadable(error);
  }
}

/** The parser looks for it everywhere in the body and has no limit of its own. */
function refuseLongBoundary(contentType: string): void {
  const start = contentType.toLowerCase().indexOf("boundary=");
  const [boundary = ""] = start < 0 ? [] : contentType.slice(start + "boundary=".length).split(";", 1);
  if (boundary.replaceAll('"', "").trim().length <= maxBoundaryCharacters) return;
  const message = `The boundary of the form is longer than ${maxBoundaryCharacters} characters. Use a shorter one.`;
  throw new AppError("request", "malformed_request", message);
}

function unreadable(cause: unknown): AppError {
  const message = "The form cannot be read to its end. Send it whole, with its boundary in the Content-Type.";
  return new AppError("request", "malformed_request", message, cause);
}
