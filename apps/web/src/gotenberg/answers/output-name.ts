import type { Job, JobResult } from "@platen/core";
import type { FastifyRequest } from "fastify";
import { cleanFilename } from "../../submit/clean-filename.ts";
import type { FormRoute } from "../form-route.ts";

const header = "gotenberg-output-filename";

/** What the client calls the output, without its extension; undefined where it says nothing. */
export function wantedNameOf({ headers }: FastifyRequest): string | undefined {
  const given = headers[header];
  if (typeof given !== "string") return undefined;
  // Bytes of a header come as Latin-1, and are meant as UTF-8 where they are that.
  const bytes = Buffer.from(given, "latin1");
  const text = bytes.toString("utf8");
  return cleanFilename(text.includes("\ufffd") ? given : text) || undefined;
}

/** The name under which a result is sent: what the client wants, else what Gotenberg would call it. */
export function outputNameOf(
  wanted: string | undefined,
  { keepsNames }: Pick<FormRoute, "keepsNames">,
  { id, source, options }: Pick<Job, "id" | "source" | "options">,
  { mediaType }: Pick<JobResult, "mediaType">,
): string {
  const extension = mediaType === "application/zip" ? "zip" : "pdf";
  if (wanted !== undefined) return `${wanted}.${extension}`;
  if (extension === "zip") return `${id}.zip`;
  if (keepsNames) return source.filename;
  // What was taken apart, and is one again, is named by its document.
  return options.split === undefined || options.merge === true ? `${id}.pdf` : `${source.filename}.pdf`;
}
