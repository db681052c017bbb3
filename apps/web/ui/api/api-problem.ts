/**
 * A failed request. `code` is stable and selects the text to show; `message` is the server's own text, for codes that the
 * page does not know. Three codes are created here, for requests without a usable answer.
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
    // Not JSON: only the status is known.
  }
  return new ApiProblem(unclear, `HTTP ${status}`);
}
