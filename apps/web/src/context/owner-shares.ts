import { AppError } from "@platen/core";
import type { FastifyRequest } from "fastify";
import { publicOwner } from "../access/api-keys.ts";
import { addressOf } from "../access/limit-requests.ts";

/**
 * So many of something at once for each owner; without keys, for each address, so that one client does not take what
 * all others share. Counts what this process holds.
 */
export class OwnerShares {
  readonly #perOwner: number;
  readonly #refusal: string;
  readonly #held = new Map<string, number>();

  /** `perOwner` 0 means no limit. `refusal` tells the client what to do. */
  constructor(perOwner: number, refusal: string) {
    this.#perOwner = perOwner;
    this.#refusal = refusal;
  }

  /** Does the work with a share that is taken before and given back after it. Fails as `take` does. */
  async during<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
    const give = this.take(request);
    try {
      return await work();
    } finally {
      give();
    }
  }

  /**
   * Takes a share; the answer gives it back, and does nothing when called again. Fails with `request` /
   * `quota_exceeded` when the owner has all of its shares.
   */
  take(request: FastifyRequest): () => void {
    const { owner } = request;
    const sharer = owner === publicOwner ? `address ${addressOf(request)}` : `owner ${owner}`;
    const held = this.#held.get(sharer) ?? 0;
    if (this.#perOwner > 0 && held >= this.#perOwner) {
      throw new AppError("request", "quota_exceeded", `At most ${this.#perOwner} ${this.#refusal}`);
    }
    this.#held.set(sharer, held + 1);
    let isGiven = false;
    return () => {
      if (isGiven) return;
      isGiven = true;
      const left = (this.#held.get(sharer) ?? 1) - 1;
      if (left === 0) this.#held.delete(sharer);
      else this.#held.set(sharer, left);
    };
  }
}
