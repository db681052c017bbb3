/** One call of the function. */
export interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
  /** When Lambda stops the function, in milliseconds since 1970. */
  readonly deadlineAt: number;
}

/**
 * The protocol between Lambda and whoever runs in the container: ask for the next event, answer it
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
 */
export class RuntimeApi {
  readonly #url: string;

  /** `address` is host and port, as Lambda names them in AWS_LAMBDA_RUNTIME_API. */
  constructor(address: string) {
    this.#url = `http://${address}/2018-06-01/runtime`;
  }

  /** Waits for as long as nothing happens; Lambda freezes the container meanwhile. */
  async next(signal: AbortSignal): Promise<Invocation> {
    const answer = await fetch(`${this.#url}/invocation/next`, { signal });
    return {
      requestId: answer.headers.get("lambda-runtime-aws-request-id") ?? "",
      deadlineAt: Number(answer.headers.get("lambda-runtime-deadline-ms")),
      event: await answer.json(),
    };
  }

  async respond(requestId: string, response: unknown): Promise<void> {
    await this.#post(`/invocation/${requestId}/response`, response);
  }

  async fail(requestId: string, error: unknown): Promise<void> {
    await this.#post(`/invocation/${requestId}/error`, described(error));
  }

  /** The function could not start; Lambda shows why and tries again with another container. */
  async failToStart(error: unknown): Promise<void> {
    await this.#post("/init/error", described(error));
  }

  async #post(path: string, body: unknown): Promise<void> {
    await fetch(`${this.#url}${path}`, { method: "POST", body: JSON.stringify(body) });
  }
}

function described(error: unknown): { errorType: string; errorMessage: string } {
  if (!(error instanceof Error)) return { errorType: "Error", errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message };
}
