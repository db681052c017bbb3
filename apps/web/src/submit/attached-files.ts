import type { Readable } from "node:stream";
import {
  AppError,
  type AttachedFile,
  type AttachedRole,
  isAppError,
  readEmbedsMetadata,
  readMark,
  storeAttachment,
} from "@platen/core";
import { fileTypeFromBuffer } from "file-type";
import { InvalidValueError, invalidValue, type ValueMistake } from "../problems/invalid-value-error.ts";
import type { WebContext } from "../web-context.ts";
import { headBytes, readContentHead } from "./check-content.ts";
import { cleanFilename } from "./clean-filename.ts";
import type { FileField } from "./form-parts.ts";
import type { RequestOptions } from "./request-options.ts";

const roles = {
  embeds: "embed",
  watermark: "watermark",
  stamp: "stamp",
} as const satisfies Record<Exclude<FileField, "file">, AttachedRole>;

/** What can be laid under or over pages. */
const markTypes: ReadonlySet<string> = new Set(["application/pdf", "image/png", "image/jpeg"]);

/** Stores a file that came along with the documents. Nothing is stored after a refusal. */
export async function storeAttachedFile(
  { backend, values }: WebContext,
  jobId: string,
  field: keyof typeof roles,
  part: { readonly filename: string; readonly mediaType: string; readonly content: Readable },
): Promise<AttachedFile> {
  try {
    const filename = cleanFilename(part.filename);
    if (filename === "")
      throw invalidValue(field, "The file has no name that can be used. Give it another one.");
    const { head, whole } = await readContentHead(part.content, headBytes);
    const role = roles[field];
    const mediaType = role === "embed" ? saidType(part.mediaType) : await markType(field, head);
    const upload = { jobId, filename, role, mediaType, stream: whole, maxBytes: values.maxUploadBytes };
    return await storeAttachment(backend.files, upload);
  } catch (error) {
    // What went wrong first: a storage may only say that its stream broke.
    throw isAppError(part.content.errored) ? part.content.errored : error;
  } finally {
    part.content.destroy();
  }
}

/** What only the whole form tells of marks and files that go into a PDF. */
export function refuseMarkMistakes(
  { format, options }: Pick<RequestOptions, "format" | "options">,
  files: readonly AttachedFile[],
  within = "#",
): void {
  const mistakes: ValueMistake[] = [];
  const add = (name: string, detail: string) => mistakes.push({ pointer: `${within}/${name}`, detail });
  for (const name of ["watermark", "stamp"] as const) {
    const count = files.filter(({ role }) => role === name).length;
    const hasText = textOf(options[name]) !== undefined;
    if (count > 1) add(name, `There may be one file for the ${name}.`);
    if (count > 0 && hasText) add(name, `The ${name} is a text or a file: leave one out.`);
    if (count === 0 && options[name] !== undefined && !hasText)
      add(name, `${name} must have a text, or come with a file in the field ${name}.`);
  }
  if (format !== "pdf")
    for (const [field, role] of Object.entries(roles))
      if (files.some((file) => file.role === role)) add(field, `${field} belongs to a PDF; ask for pdf.`);
  const embeds = files.filter(({ role }) => role === "embed");
  if (options.pdfa !== undefined && options.pdfa !== "3b" && embeds.length > 0)
    add("pdfa", `PDF/A-${options.pdfa} takes no files in. Ask for 3b, which does.`);
  const metadata = readEmbedsMetadata(options.embedsMetadata ?? "{}");
  for (const name of metadata.ok ? metadata.value.keys() : [])
    if (!embeds.some(({ filename }) => filename === name))
      add("embedsMetadata", `There is no file ${name.slice(0, 100)} in the field embeds.`);
  if (mistakes.length > 0) throw new InvalidValueError(mistakes);
}

function textOf(option: string | undefined): string | undefined {
  const mark = option === undefined ? undefined : readMark(option);
  return mark?.ok ? mark.value.text : undefined;
}

/** Told to readers of the PDF, so it must be one in form. */
function saidType(mediaType: string): string {
  return /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,100}$/.test(mediaType) ? mediaType : "application/octet-stream";
}

async function markType(field: string, head: Buffer): Promise<string> {
  const mediaType = (await fileTypeFromBuffer(head))?.mime;
  if (mediaType !== undefined && markTypes.has(mediaType)) return mediaType;
  const message = `The file in the field ${field} must be a PDF, PNG or JPEG.`;
  throw new AppError("request", "unsupported_format", message);
}
