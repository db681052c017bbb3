/** What may be uploaded, and how long it is kept: `GET /v1/formats`. */
export interface Formats {
  readonly maxUploadBytes: number;
  readonly keepMs: number;
  /** File name extensions with their dot, in lower case. */
  readonly accept: readonly string[];
  readonly sources: readonly { readonly extension: string; readonly family: Family }[];
}

export const families = ["presentation", "text", "sheet"] as const;
export type Family = (typeof families)[number];

export type Refusal = "not_accepted" | "source_empty" | "upload_too_large";

/** Why the server would refuse a file, told before a byte is sent; undefined when it would take it. */
export function refusalOf(file: { name: string; size: number }, formats: Formats): Refusal | undefined {
  const extension = /\.[^.]+$/.exec(file.name.toLowerCase())?.[0] ?? "";
  if (!formats.accept.includes(extension)) return "not_accepted";
  if (file.size === 0) return "source_empty";
  if (file.size > formats.maxUploadBytes) return "upload_too_large";
  return undefined;
}
