import { AppError } from "@platen/core";
import { type FetchedFile, safeHeaders } from "@platen/outbound";
import { filenameOf } from "../../http/content-disposition.ts";
import { fetchInto } from "../../submit/fetch-document.ts";
import { formLimits } from "../../submit/upload-limits.ts";
import { jsonOf } from "../fields/finishing-fields.ts";
import type { FormValues } from "../fields/form-values.ts";
import { type Reading, type StoredFiles, takeFile } from "./take-file.ts";
import { isTexts } from "./webhook-headers.ts";

interface Download {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What the file would have come in, if it had come with the form. */
  readonly field: string;
}

/** Files at the addresses that the form names, as if they had come with it. */
export async function downloadFiles(
  reading: Reading,
  values: FormValues,
  stored: StoredFiles,
): Promise<void> {
  const { context, request, reply } = reading;
  const downloads = downloadsIn(values.text("downloadFrom"));
  if (stored.documents.size + stored.attachedFiles.length + downloads.length > formLimits.files)
    throw wrong(`has more than ${formLimits.files} files together with the form`);
  for (const { url, headers, field } of downloads)
    await fetchInto(context, { request, reply }, { url, headers }, async (file) => {
      const filename = nameOf(file);
      const mediaType = file.headers["content-type"] ?? "";
      await takeFile(reading, stored, { field, filename, mediaType, content: file.content });
    });
}

function nameOf({ headers, content, url }: FetchedFile): string {
  const filename = filenameOf(headers["content-disposition"]);
  if (filename) return filename;
  content.destroy();
  throw wrong(`names an address at ${url.host} that answers without a Content-Disposition with a file name`);
}

function downloadsIn(text: string | undefined): Download[] {
  if (text === undefined) return [];
  const given = jsonOf(text);
  if (!Array.isArray(given))
    throw wrong('must be a JSON list such as [{"url": "https://example.com/a.docx"}]');
  return given.map((one, index) => {
    const { url, extraHttpHeaders, embedded, field } = (one ?? {}) as Record<string, unknown>;
    if (typeof url !== "string" || url.trim() === "") throw wrong(`has no url in entry ${index}`);
    const extra = extraHttpHeaders ?? {};
    if (!isTexts(extra)) throw wrong(`must have texts as extraHttpHeaders in entry ${index}`);
    return {
      url,
      headers: safeHeaders(extra),
      field: embedded === true || field === "embedded" ? "embeds" : String(field ?? ""),
    };
  });
}

function wrong(problem: string): AppError {
  const message = `Invalid form data: The form field 'downloadFrom' ${problem}.`;
  return new AppError("request", "invalid_value", message);
}
