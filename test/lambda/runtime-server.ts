import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** Lambda's side of the runtime protocol: hands out events and collects answers. */
export class RuntimeServer {
  readonly #server: Server;
  readonly #waiting: ((event: unknown) => void)[] = [];
  readonly #answers = new Map<string, (answer: unknown) => void>();
  #invocations = 0;

  constructor() {
    this.#server = createServer(async (request, response) => {
      const path = request.url ?? "";
      if (path.endsWith("/invocation/next")) {
        const event = await new Promise((resolve) => this.#waiting.push(resolve));
        const id = String(this.#invocations);
        const deadline = String(Date.now() + 60_000);
        response
          .setHeader("lambda-runtime-aws-request-id", id)
          .setHeader("lambda-runtime-deadline-ms", deadline);
        response.end(JSON.stringify(event));
        return;
      }
      const body = await json(request);
      response.writeHead(202).end();
      this.#answers.get(path.split("/")[4] ?? "")?.(body);
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Whether the function has asked for an event, and got none yet. */
  get isAsked(): boolean {
    return this.#waiting.length > 0;
  }

  async invoke(event: unknown): Promise<unknown> {
    while (this.#waiting.length === 0) await sleep(50);
    this.#invocations += 1;
    const answer = new Promise<unknown>((resolve) => {
      this.#answers.set(String(this.#invocations), resolve);
    });
    this.#waiting.shift()?.(event);
    return answer;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
