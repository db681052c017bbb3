/** The accepted uploads and the retention time: `GET /v1/formats`. */
export interface Formats {
  readonly maxUploadBytes: number;
  readonly keepMs: number;
  /** File name extensions with the dot, in lower case. */
  readonly accept: readonly string[];
  readonly sources: readonly { readonly extension: string; readonly family: Family }[];
}

export const families = ["presentation", "text", "sheet", "drawing", "formula", "pdf"] as const;
export type Family = (typeof families)[number];

export type Refusal = "not_accepted" | "source_empty" | "upload_too_large";

/** Why the server would refuse a file, checked before uploading; undefined if it would accept it. */
export function refusalOf(file: { name: string; size: number }, formats: Formats): Refusal | undefined {
  const extension = /\.[^.]+$/.exec(file.name.toLowerCase())?.[0] ?? "";
  if (!formats.accept.includes(extension)) return "not_accepted";
  if (file.size === 0) return "source_empty";
  if (file.size > formats.maxUploadBytes) return "upload_too_large";
  return undefined;
}
