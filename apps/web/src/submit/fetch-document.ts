import { AppError, isAppError, type JobSource } from "@platen/core";
import { type FetchedFile, fetchFile } from "@platen/outbound";
import type { FastifyReply, FastifyRequest } from "fastify";
import { clientGone } from "../http/client-gone.ts";
import { filenameOf } from "../http/content-disposition.ts";
import { withoutIdleTimeout } from "../http/without-idle-timeout.ts";
import { invalidValue } from "../problems/invalid-value-error.ts";
import type { WebContext } from "../web-context.ts";
import { nameByType } from "./name-by-type.ts";
import { storeDocument } from "./store-document.ts";

export interface DocumentAddress {
  readonly url: string;
  /** Before what the address and its answer say. */
  readonly filename?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The longest that one document may take on its way. */
const fetchMs = 600_000;

/** The longest wait for others who fetch. */
const waitMs = 60_000;

/**
 * A document by its address, straight into the storage: looked at, limited and named as an upload is. Ends when the
 * client leaves. Nothing is stored after a failure.
 */
export async function fetchDocument(
  context: WebContext,
  { jobId, ...asked }: { request: FastifyRequest; reply: FastifyReply; jobId: string },
  { filename, ...address }: DocumentAddress,
): Promise<JobSource> {
  try {
    return await fetchInto(context, asked, address, (file) =>
      storeDocument(context, jobId, filename ?? nameOf(file), file.content),
    );
  } catch (error) {
    throw isAppError(error, "invalid_value") ? invalidValue("url", error.message) : error;
  }
}

/** Whatever is at an address, to `store`, which reads it to its end or destroys it. Bounded as an upload is. */
export async function fetchInto<T>(
  context: WebContext,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { url, headers = {} }: Omit<DocumentAddress, "filename">,
  store: (file: FetchedFile) => Promise<T>,
): Promise<T> {
  const { outbound, fetches, values } = context;
  const place = fetches.enter(request.owner);
  if (place === undefined) throw tooMany();
  const ending = AbortSignal.any([clientGone(reply), context.stopping, AbortSignal.timeout(fetchMs)]);
  try {
    return await withoutIdleTimeout(request, values.idleTimeoutMs, async () => {
      if (!(await place.turn(waitMs, ending))) throw tooMany();
      const file = await fetchFile(outbound, url, { headers, signal: ending });
      if (file.bytes !== undefined && file.bytes > values.maxUploadBytes) {
        file.content.destroy();
        throw tooLarge(values.maxUploadBytes, file.bytes);
      }
      return await store(file);
    });
  } finally {
    place.leave();
  }
}

/** As the answer says, or else as the address ends. */
function nameOf({ headers, url }: FetchedFile): string {
  const name = filenameOf(headers["content-disposition"]) ?? lastPartOf(url);
  return nameByType(name, headers["content-type"]);
}

function lastPartOf({ pathname }: URL): string {
  const part = pathname.slice(pathname.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // no text in UTF-8: taken as it is written
  }
}

function tooLarge(maxBytes: number, bytes: number): AppError {
  const message = `A file may have at most ${maxBytes} bytes, and the one at this address has ${bytes}.`;
  return new AppError("request", "upload_too_large", message);
}

function tooMany(): AppError {
  const message = "Too many of your documents are being fetched. Ask again when some of them are there.";
  return new AppError("request", "quota_exceeded", message);
}
