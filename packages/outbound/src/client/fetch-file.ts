import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import { AppError } from "@platen/core";
import { drain } from "./drain.ts";
import { type GuardedClient, unreachable } from "./guarded-client.ts";

export interface FetchedFile {
  readonly headers: IncomingHttpHeaders;
  /** Where it came from in the end. */
  readonly url: URL;
  /** As announced; undefined where nothing was. */
  readonly bytes: number | undefined;
  /** Read it to its end or destroy it. Fails with `address_unreachable` when it breaks off. */
  readonly content: Readable;
}

const maxRedirects = 5;

/** A file from an address: fails as the client does, and with `address_unreachable` for any status but 200. */
export async function fetchFile(
  client: GuardedClient,
  address: string,
  { headers = {}, signal }: { headers?: Readonly<Record<string, string>>; signal: AbortSignal },
): Promise<FetchedFile> {
  const answer = await client.request(address, { method: "GET", headers, signal, maxRedirects });
  const { "content-encoding": encoding = "identity", "content-length": length } = answer.headers;
  const problem =
    answer.status !== 200
      ? `answered with status ${answer.status}`
      : encoding.toLowerCase() !== "identity"
        ? "sends the file compressed, although it was asked not to"
        : undefined;
  if (problem !== undefined) {
    await drain(answer.body);
    throw new AppError("request", "address_unreachable", `${answer.url.host} ${problem}.`);
  }
  const content = Readable.from(pieces(answer.body, answer.url), { objectMode: false, highWaterMark: 1 });
  const bytes = length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined;
  return { headers: answer.headers, url: answer.url, bytes, content };
}

async function* pieces(body: Readable, url: URL): AsyncGenerator<Buffer> {
  try {
    for await (const piece of body) yield piece as Buffer;
  } catch (error) {
    throw unreachable(url, error);
  } finally {
    body.destroy();
  }
}
