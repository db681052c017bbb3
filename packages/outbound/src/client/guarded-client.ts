import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { AppError, isAppError } from "@platen/core";
import { Agent, request as send } from "undici";
import { AllowList } from "../address/allow-list.ts";
import { checkedAddress } from "./checked-address.ts";
import { type Lookup, safeConnector, systemLookup } from "./safe-connect.ts";

export interface GuardedRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  /** Also ends an answer that is being read. */
  readonly signal: AbortSignal;
  /** Redirects that are followed; each is checked as the first address was. Only for requests without a body. */
  readonly maxRedirects?: number;
}

export interface GuardedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Read it to its end or destroy it. */
  readonly body: Readable;
  /** Where it came from in the end. */
  readonly url: URL;
}

/** A receiver that says nothing for so long is given up. */
const silenceMs = 30_000;

/**
 * Goes only where it is allowed, to the very address that was checked, and follows no redirect elsewhere unchecked.
 * Fails with `request` / `address_not_allowed` or `address_unreachable`, and `invalid_value` for what is no address;
 * no message holds anything but the host.
 */
export class GuardedClient {
  readonly #list: AllowList;
  readonly #agent: Agent;

  constructor({ allow, lookup = systemLookup }: { allow: string; lookup?: Lookup }) {
    this.#list = new AllowList(allow);
    this.#agent = new Agent({
      connect: safeConnector(this.#list, lookup),
      headersTimeout: silenceMs,
      bodyTimeout: silenceMs,
      keepAliveTimeout: 5_000,
      allowH2: false,
    });
  }

  /** As far as an address tells by itself; what its name stands for is looked at when it is asked for. */
  check(address: string): URL {
    return checkedAddress(address, this.#list);
  }

  async request(address: string, request: GuardedRequest): Promise<GuardedAnswer> {
    let url = this.check(address);
    let headers = request.headers ?? {};
    for (let redirects = 0; ; redirects += 1) {
      const answer = await this.#send(url, { ...request, headers });
      const target = locationOf(answer);
      if (target === undefined || request.maxRedirects === undefined) return answer;
      answer.body.destroy();
      if (redirects >= request.maxRedirects)
        throw new AppError("request", "address_unreachable", `${url.host} redirects too often.`);
      const next = this.check(target);
      // What was meant for one server is no business of another's.
      if (next.origin !== url.origin) headers = {};
      url = next;
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #send(url: URL, { method, headers = {}, body, signal }: GuardedRequest): Promise<GuardedAnswer> {
    try {
      const { username, password } = url;
      const login = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64")}`;
      const answer = await send(new URL(url.pathname + url.search, url.origin), {
        dispatcher: this.#agent,
        method,
        signal,
        headers: {
          "user-agent": "Platen",
          "accept-encoding": "identity",
          ...(username + password !== "" && { authorization: login }),
          ...headers,
        },
        ...(body !== undefined && { body }),
      });
      // An answer that is given up in the middle must not bring anything down.
      answer.body.on("error", () => undefined);
      return { status: answer.statusCode, headers: answer.headers, body: answer.body, url };
    } catch (error) {
      throw isAppError(error) ? error : unreachable(url, error);
    }
  }
}

function locationOf({ status, headers, url }: GuardedAnswer): string | undefined {
  const { location } = headers;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  return URL.canParse(location, url.href) ? new URL(location, url.href).href : location;
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: "has no such name",
  EAI_AGAIN: "cannot be found now",
  ECONNREFUSED: "refuses connections",
  ECONNRESET: "broke the connection off",
  UND_ERR_SOCKET: "broke the connection off",
  UND_ERR_CONNECT_TIMEOUT: "does not answer",
  UND_ERR_HEADERS_TIMEOUT: "does not answer in time",
  UND_ERR_BODY_TIMEOUT: "does not go on answering",
};

/** The error itself may hold addresses and what was answered: only its kind is told. */
export function unreachable({ host }: URL, error: unknown): AppError {
  const { code = "", name = "" } = (error ?? {}) as NodeJS.ErrnoException;
  const isLate = name === "TimeoutError" || name === "AbortError";
  const isTls = /ERR_TLS|CERT|SIGNATURE/.test(String(code));
  const reason = isLate ? "does not answer in time" : isTls ? "has no valid certificate" : reasons[code];
  return new AppError("request", "address_unreachable", `${host} ${reason ?? "cannot be reached"}.`);
}
