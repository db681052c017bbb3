import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@platen/converter";
import type { Command } from "../arguments/read-arguments.ts";

interface Request {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Made anew for each try. */
  readonly body?: () => Promise<FormData>;
  readonly signal?: AbortSignal;
}

export type Answer =
  | { readonly ok: true; readonly response: Response }
  | { readonly ok: false; readonly problem: { readonly code: string; readonly message: string } };

const tries = 5;
const longestPauseMs = 20_000;
/** What a server that is busy or being replaced answers. */
const passing: readonly number[] = [429, 502, 503, 504];

/**
 * Asks a server of Platen. What passes is tried again, with growing pauses or those that the server names. Problems of the
 * request are answers; fails with `request` where the key is not accepted and with `unavailable` where no server answers.
 */
export class ServerClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor({ url, key }: NonNullable<Command["server"]>) {
    this.#url = url;
    this.#headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  }

  async ask(path: string, request: Request = {}): Promise<Answer> {
    for (let left = tries - 1, pauseMs = 500; ; left -= 1, pauseMs *= 2) {
      const { response, error } = await this.#try(path, request);
      if (response !== undefined && !passing.includes(response.status)) return answerOf(response);
      if (left === 0) return response === undefined ? unreachable(this.#url, error) : answerOf(response);
      const named = Number(response?.headers.get("retry-after")) * 1_000 || 0;
      await response?.body?.cancel();
      await sleep(Math.min(longestPauseMs, Math.max(named, pauseMs)), undefined, { signal: request.signal });
    }
  }

  /** Whether it works does not matter: the job ends by itself some time. */
  async cancel(id: string): Promise<void> {
    const request = { method: "POST", signal: AbortSignal.timeout(3_000) };
    await this.#try(`/v1/jobs/${id}/cancel`, request).catch(() => {});
  }

  async #try(
    path: string,
    { method = "GET", headers, body, signal }: Request,
  ): Promise<{ response?: Response; error?: unknown }> {
    const form = await body?.();
    // As bytes: where a form that is still read is refused or given up, Node's fetch ends the process.
    const encoded = form === undefined ? undefined : new Response(form);
    const bytes = await encoded?.arrayBuffer();
    const mediaType = encoded?.headers.get("content-type");
    try {
      const response = await fetch(this.#url + path, {
        method,
        headers: { ...this.#headers, ...headers, ...(mediaType != null && { "content-type": mediaType }) },
        ...(bytes !== undefined && { body: bytes }),
        ...(signal !== undefined && { signal }),
      });
      return { response };
    } catch (error) {
      if (signal?.aborted) throw error;
      return { error };
    }
  }
}

async function answerOf(response: Response): Promise<Answer> {
  if (response.ok || response.status === 304) return { ok: true, response };
  const problem = await problemOf(response);
  if (response.status === 401 || response.status === 403)
    throw new AppError(
      "request",
      problem.code,
      `The server refuses: ${problem.message} Set --key or PLATEN_KEY.`,
    );
  return { ok: false, problem };
}

async function problemOf(response: Response): Promise<{ code: string; message: string }> {
  const words = `The server answered ${response.status} ${response.statusText}.`;
  const { code, detail } = (await response.json().catch(() => ({}))) as { code?: unknown; detail?: unknown };
  return {
    code: typeof code === "string" ? code : "server_error",
    message: typeof detail === "string" ? detail : words,
  };
}

function unreachable(url: string, error: unknown): never {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  const why = cause?.code ?? cause?.message ?? (error as Error).message;
  throw new AppError(
    "unavailable",
    "server_unreachable",
    `No server of Platen answers at ${url} (${why}).`,
    error,
  );
}
