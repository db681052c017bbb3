import type { IncomingHttpHeaders } from "node:http";
import { Busboy, type BusboyConfig, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { AppError } from "@platen/core";
import { formLimits } from "./upload-limits.ts";

export interface FormParts {
  onField(name: string, value: string, isCut: boolean): void;
  onFile(name: string, filename: string | undefined, content: BusboyFileStream): void;
  onFailure(error: AppError): void;
}

/**
 * Takes a multipart form apart. A file's content ends after one byte more than `maxFileBytes`, so that whoever reads
 * it sees that it is too much. Fails with `malformed_request` for a Content-Type without a boundary.
 */
export function newFormParser(
  headers: IncomingHttpHeaders,
  maxFileBytes: number,
  parts: FormParts,
): BusboyInstance {
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

function unreadable(cause: unknown): AppError {
  const message = "The form cannot be read to its end. Send it whole, with its boundary in the Content-Type.";
  return new AppError("request", "malformed_request", message, cause);
}
