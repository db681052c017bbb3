import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@platen/aws/test-support/free-ports";
import { Webhook } from "standardwebhooks";
import type { Random } from "./random.ts";

/** One message that came, whatever was answered. */
export interface Message {
  readonly id: string;
  readonly jobId: string;
  readonly status: string;
  readonly sentAtSeconds: number;
  readonly isSigned: boolean;
  readonly treatment: Treatment;
}

const treatments = ["taken", "taken", "refused", "ignored", "cut off", "taken, answer lost"] as const;
type Treatment = (typeof treatments)[number];

/** Receivers that take a third of what comes, and treat the rest badly; one after the other is also away for a while. */
export class WebhookReceivers {
  readonly messages: Message[] = [];
  readonly #random: Random;
  readonly #verifier: Webhook;
  readonly #servers = new Map<number, Server | undefined>();
  /** Told to take everything, so that a run comes to its end. */
  isKind = false;

  private constructor(secret: string, random: Random) {
    this.#verifier = new Webhook(secret);
    this.#random = random;
  }

  static async start(count: number, secret: string, random: Random): Promise<WebhookReceivers> {
    const receivers = new WebhookReceivers(secret, random);
    for (let started = 0; started < count; started += 1) await receivers.#listen(await freePort());
    return receivers;
  }

  urlOf(index: number): string {
    const ports = [...this.#servers.keys()];
    return `http://127.0.0.1:${ports[index % ports.length]}/`;
  }

  /** One of them dies, and comes back at the same address. */
  async dieForAWhile(ms: number): Promise<void> {
    const port = this.#random.pick([...this.#servers.keys()]);
    await this.#close(port);
    await sleep(ms);
    await this.#listen(port);
  }

  async close(): Promise<void> {
    for (const port of this.#servers.keys()) await this.#close(port);
  }

  async #listen(port: number): Promise<void> {
    const server = createServer(async (request, response) => {
      const pieces: Buffer[] = [];
      try {
        for await (const piece of request) pieces.push(piece as Buffer);
      } catch {
        return; // the sender was killed in the middle: nothing came
      }
      const headers = request.headers as Record<string, string>;
      this.#take(headers, Buffer.concat(pieces).toString(), response);
    });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    this.#servers.set(port, server);
  }

  async #close(port: number): Promise<void> {
    const server = this.#servers.get(port);
    this.#servers.set(port, undefined);
    server?.closeAllConnections();
    await new Promise<unknown>((resolve) => (server === undefined ? resolve(0) : server.close(resolve)));
  }

  #take(headers: Record<string, string>, body: string, response: ServerResponse): void {
    const treatment = this.isKind ? "taken" : this.#random.pick(treatments);
    const { data } = JSON.parse(body) as { data: { id: string; status: string } };
    this.messages.push({
      id: headers["webhook-id"] ?? "",
      jobId: data.id,
      status: data.status,
      sentAtSeconds: Number(headers["webhook-timestamp"]),
      isSigned: this.#isSigned(headers, body),
      treatment,
    });
    if (treatment === "taken") response.writeHead(204).end();
    else if (treatment === "refused") response.writeHead(500).end("not now");
    else if (treatment === "taken, answer lost") setTimeout(() => response.destroy(), 50);
    else if (treatment === "cut off") response.destroy();
    // Else it is ignored: no answer ever comes.
  }

  #isSigned(headers: Record<string, string>, body: string): boolean {
    try {
      this.#verifier.verify(body, headers);
      return true;
    } catch {
      return false;
    }
  }
}
