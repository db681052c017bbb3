import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** One file of the page, in every form in which it can be sent. */
export interface PageFile {
  readonly mediaType: string;
  readonly plain: Buffer;
  /** Absent where compressing gains nothing. */
  readonly compressed: { readonly br: Buffer; readonly gzip: Buffer } | undefined;
  readonly hash: string;
}

/** The page as it is served: its shell by language, and everything the shell refers to by path. */
export interface PageFiles {
  readonly shells: ReadonlyMap<string, PageFile>;
  readonly assets: ReadonlyMap<string, PageFile>;
}

const mediaTypes: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
  png: "image/png",
};

export async function newPageFile(name: string, content: string | Uint8Array): Promise<PageFile> {
  const plain = Buffer.from(content);
  const mediaType = mediaTypes[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  const hash = createHash("sha256").update(plain).digest("hex").slice(0, 16);
  const isText = !mediaType.startsWith("font/") && mediaType !== "image/png";
  return { plain, mediaType, hash, compressed: isText ? await compress(plain) : undefined };
}

async function compress(plain: Buffer): Promise<{ br: Buffer; gzip: Buffer }> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(plain, { params }),
    promisify(gzip)(plain),
  ]);
  return { br, gzip: zipped };
}
