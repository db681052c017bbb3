import type { Readable } from "node:stream";
import { AppError, type FileStorage } from "@platen/core";
import { ZipFile } from "yazl";
import type { ArchiveContents } from "./archive-contents.ts";

export interface ZippedResults {
  readonly stream: Readable;
  /** Of the whole zip: nothing is compressed, since PDFs and pictures are so already. */
  readonly bytes: number;
}

/**
 * A zip that is made while it is read: one result at a time is open, and none of it is kept. It breaks off with an error
 * when a result has vanished meanwhile, so that nobody takes a part for the whole.
 */
export function zipResults(
  files: FileStorage,
  { results, report }: ArchiveContents,
  mtime: Date,
): ZippedResults {
  const zip = new ZipFile();
  const stream = zip.outputStream as Readable;
  let open: Readable | undefined;
  const fail = (error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on("error", fail);
  stream.once("close", () => open?.destroy());
  const attributes = { mtime, mode: 0o100644, compress: false };
  for (const { name, result } of results)
    zip.addReadStreamLazy(name, { ...attributes, size: result.bytes }, (give) => {
      files
        .read(result.key)
        .then((file) => {
          if (file === undefined) throw vanished();
          open = file.stream;
          if (stream.destroyed) open.destroy();
          open.once("error", fail);
          give(null, file.stream);
        })
        .catch(fail);
    });
  if (report !== undefined) zip.addBuffer(Buffer.from(report.text), report.name, attributes);
  let bytes = 0;
  // It is called at once with the size, which its types do not say.
  zip.end({ forceZip64Format: false, comment: "" }, (...[total]: unknown[]) => {
    bytes = Number(total);
  });
  return { stream, bytes };
}

function vanished(): AppError {
  return new AppError(
    "missing",
    "result_expired",
    "A result was removed while the zip was made. Ask for it again.",
  );
}
