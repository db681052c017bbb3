import { AppError } from "@platen/core";
import type { FastifyRequest } from "fastify";

/** What an upload may cost, besides the files themselves. */
export const formLimits = {
  fields: 120,
  /** Documents of one job. Their names and hashes must fit into its row. */
  files: 100,
  /** One more than fields and files together, so that what is too much is refused with words of our own. */
  parts: 221,
  fieldSize: 16_384,
  fieldNameSize: 100,
  headerPairs: 50,
  /** Bytes of one part's head. A name of 1,000 characters fits in, whatever its script. */
  headerSize: 16_384,
};

/** A form with all its fields and boundaries is at most this much larger than its files. */
export const formOverheadBytes = 200_000;

/** As RFC 2046, 5.1.1 has it. */
export const maxBoundaryCharacters = 70;

export function isForm({ headers }: FastifyRequest): boolean {
  return /^multipart\/form-data\s*(;|$)/i.test(headers["content-type"] ?? "");
}

/** The most bytes that the body of this request may have around files of `maxBytes` in all. */
export function maxBodyBytes(request: FastifyRequest, maxBytes: number): number {
  return maxBytes + (isForm(request) ? formOverheadBytes : 0);
}

/** Refuses a body that is announced as too large before it has travelled, and before it waits for a turn. */
export function refuseAnnounced(request: FastifyRequest, maxBytes: number): void {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > maxBodyBytes(request, maxBytes)) throw tooLarge(maxBytes, announced);
}

export function tooLarge(maxBytes: number, announced?: number): AppError {
  const came = announced === undefined ? "More than that came." : `The request holds ${announced} bytes.`;
  const message = `A file may have at most ${maxBytes} bytes. ${came} Send a smaller file, or split the document.`;
  return new AppError("request", "upload_too_large", message);
}
