import type { CallbackSender, Job, ReadyCallback, SendOutcome } from "@platen/core";
import type { GuardedClient } from "./client/guarded-client.ts";
import { callbackSecretOf } from "./webhook/callback-secret.ts";
import { sendWebhook } from "./webhook/send-webhook.ts";

/** Tells others of ended jobs over the guarded client, each in the form that it wants. */
export class OutboundSender implements CallbackSender {
  readonly #client: GuardedClient;
  readonly #idKey: Uint8Array;

  /** The client is closed with the sender. */
  constructor(client: GuardedClient, { idKey }: { idKey: Uint8Array }) {
    this.#client = client;
    this.#idKey = idKey;
  }

  send(job: Job, callback: ReadyCallback, signal: AbortSignal): Promise<SendOutcome> {
    const { url, secret } = callback.target;
    const signedBy = secret ?? callbackSecretOf(this.#idKey, job.owner);
    return sendWebhook(this.#client, { job, callback, url, secret: signedBy }, signal);
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
