import type { ByteRange, FileStorage, StoredFile } from "../seams/file-storage.ts";

export interface Download {
  readonly key: string;
  readonly filename: string;
  readonly mediaType: string;
}

export type OpenedResult =
  | { readonly kind: "stream"; readonly file: StoredFile }
  /** Another address serves the file for a while. */
  | { readonly kind: "link"; readonly url: string }
  | { readonly kind: "gone" };

/** Storage → download: what the job shows as its result, or its picture of the first page. */
export async function openDownload(
  files: FileStorage,
  download: Download,
  { range, expiresInMs }: { range?: ByteRange; expiresInMs: number },
): Promise<OpenedResult> {
  const { key, filename, mediaType } = download;
  const url = await files.link(key, { filename, mediaType, expiresInMs });
  if (url !== undefined) return { kind: "link", url };
  const file = await files.read(key, range);
  return file === undefined ? { kind: "gone" } : { kind: "stream", file };
}
