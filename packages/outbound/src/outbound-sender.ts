import type { Backend, CallbackSender, Job, ReadyCallback, SendOutcome } from "@platen/core";
import type { GuardedClient } from "./client/guarded-client.ts";
import { sendEvent } from "./result/send-event.ts";
import { sendResult } from "./result/send-result.ts";
import { callbackSecretOf } from "./webhook/callback-secret.ts";
import { sendWebhook } from "./webhook/send-webhook.ts";

/** Tells others of ended jobs over the guarded client, each in the form that it wants. */
export class OutboundSender implements CallbackSender {
  readonly #client: GuardedClient;
  readonly #webhookMs: number;
  readonly #backend: Pick<Backend, "idKey" | "files">;

  /** The client is closed with the sender. `webhookMs`: how long a receiver has to answer. */
  constructor(
    client: GuardedClient,
    backend: Pick<Backend, "idKey" | "files">,
    { webhookMs = 30_000 }: { webhookMs?: number } = {},
  ) {
    this.#webhookMs = webhookMs;
    this.#client = client;
    this.#backend = backend;
  }

  send(job: Job, callback: ReadyCallback, signal: AbortSignal): Promise<SendOutcome> {
    const { target } = callback;
    const client = this.#client;
    const { idKey, files } = this.#backend;
    if (target.kind === "result") return sendResult({ client, files }, { job, callback, target }, signal);
    const within = AbortSignal.any([signal, AbortSignal.timeout(this.#webhookMs)]);
    if (target.kind === "event") return sendEvent(client, { job, target }, within);
    const secret = target.secret ?? callbackSecretOf(idKey, job.owner);
    return sendWebhook(client, { job, callback, target, secret }, within);
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
