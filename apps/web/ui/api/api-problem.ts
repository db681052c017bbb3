/**
 * A request that did not do what was asked. `code` is stable and decides the words that are shown; `message` is what
 * the server said, for codes the page has no words for. Three codes are made here, when no answer came at all.
 */
export class ApiProblem extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "ApiProblem";
    this.code = code;
  }
}

export const unreachable = "server_unreachable";
export const withdrawn = "upload_withdrawn";
const unclear = "answer_unclear";

/** Reads a problem+json body; anything else, such as a proxy's page, becomes `answer_unclear`. */
export function problemFrom(status: number, body: string): ApiProblem {
  try {
    const { code, detail, title } = JSON.parse(body) as Record<string, unknown>;
    if (typeof code === "string") return new ApiProblem(code, String(detail ?? title ?? status));
  } catch {
    // Not JSON: the status is all there is.
  }
  return new ApiProblem(unclear, `HTTP ${status}`);
}
