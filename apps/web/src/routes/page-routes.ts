import { AppError } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { matchesTag } from "../http/entity-tag.ts";
import { newPageFile, type PageFile, type PageFiles } from "../page/page-files.ts";
import { preferredLanguage } from "../page/preferred-language.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";

/** The page: its shell at `/` and at the address of every sending and job, and the files that the shell refers to. */
export function pageRoutes(app: WebApp, { page }: WebContext): void {
  const schema = { hide: true };

  for (const path of ["/", "/sendings/:id", "/jobs/:id"]) {
    app.get(path, { schema }, (request, reply) => sendShell(page, request, reply));
  }

  app.get("/assets/*", { schema }, (request, reply) => {
    const asset = page.assets.get(request.url.split("?", 1)[0] ?? "");
    if (asset === undefined) return reply.callNotFound();
    reply.header("cache-control", "public, max-age=31536000, immutable").header("vary", "accept-encoding");
    return sendFile(request, reply, asset);
  });
}

/** What a person in a browser sees at an address that is none. Everything else gets a problem. */
export function showMissingPage(
  page: PageFiles,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> | undefined {
  return isForPage(page, request) ? sendShell(page, request, reply.code(404)) : undefined;
}

/**
 * Sends a person whose address cannot be decoded to the same one taken letter by letter, where the page says that there
 * is nothing. Undefined for whoever else asks.
 */
export function showUndecodable(
  page: PageFiles,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | undefined {
  if (!isForPage(page, request)) return undefined;
  const [path = ""] = request.url.split("?", 1);
  // One slash alone: two would lead to another host.
  const letters = path.replaceAll("%", "%25").replaceAll("\\", "%5C").replace(/^\/+/, "/");
  return reply.redirect(`${request.basePath}${letters}`);
}

function isForPage({ shells }: PageFiles, { method, headers, url }: FastifyRequest): boolean {
  const isForPeople = /\btext\/html\b/.test(headers.accept ?? "");
  const isOfPage = method === "GET" && !/^\/(v1|api|assets|forms|docs)\//.test(url);
  return isForPeople && isOfPage && shells.size > 0;
}

async function sendShell(
  { shells }: PageFiles,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const language = preferredLanguage(request.headers["accept-language"], [...shells.keys()]);
  const shell = shells.get(language);
  if (shell === undefined) throw new AppError("missing", "route_not_found", "There is no page here.");
  reply.header("cache-control", "no-cache").header("vary", "accept-language, accept-encoding");
  return sendFile(request, reply, await shellBelow(shell, request.basePath));
}

/** The shell that finds its files below a path; they say themselves where everything else is. */
async function shellBelow(shell: PageFile, basePath: string): Promise<PageFile> {
  if (basePath === "") return shell;
  const html = shell.plain.toString().replace(/(["'>])\/(assets|v1)\//g, `$1${basePath}/$2/`);
  return newPageFile("index.html", html);
}

function sendFile({ headers }: FastifyRequest, reply: FastifyReply, file: PageFile): FastifyReply {
  const tag = `"${file.hash}"`;
  reply.header("etag", `W/${tag}`).type(file.mediaType);
  if (matchesTag(headers["if-none-match"], tag)) return reply.code(304).send();
  const accepted = String(headers["accept-encoding"] ?? "");
  const encoding = (["br", "gzip"] as const).find((name) =>
    new RegExp(`\\b${name}\\b(?!;q=0(?:[,. ]|$))`).test(accepted),
  );
  if (file.compressed === undefined || encoding === undefined) return reply.send(file.plain);
  return reply.header("content-encoding", encoding).send(file.compressed[encoding]);
}
