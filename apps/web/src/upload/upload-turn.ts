import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyRequest } from "fastify";
import { withoutIdleTimeout } from "../http/without-idle-timeout.ts";
import type { UploadTurns } from "./upload-turns.ts";

const longestTurnMs = 5_000;
const longestSilenceMs = 10;

/**
 * One upload's share of the turns. While others wait it gives way after five seconds, and much sooner when nothing
 * comes: a client that is slow or silent keeps nobody waiting. Between its turns the connection is not read. `end`
 * must be called, whatever happens; from then on it waits for nothing.
 */
export class UploadTurn {
  readonly #turns: UploadTurns;
  readonly #request: FastifyRequest;
  readonly #idleTimeoutMs: number;
  #isHeld = false;
  #isEnded = false;
  #heldSince = 0;

  private constructor(turns: UploadTurns, request: FastifyRequest, idleTimeoutMs: number) {
    this.#turns = turns;
    this.#request = request;
    this.#idleTimeoutMs = idleTimeoutMs;
  }

  static async begin(
    turns: UploadTurns,
    request: FastifyRequest,
    idleTimeoutMs: number,
  ): Promise<UploadTurn> {
    const turn = new UploadTurn(turns, request, idleTimeoutMs);
    await turn.#take();
    return turn;
  }

  /** The piece that is on its way, as soon as it is there and the upload has its turn. */
  async piece<T>(arriving: Promise<T>): Promise<T> {
    if (performance.now() - this.#heldSince > longestTurnMs) await this.#giveWay();
    while (!this.#isEnded && !(await isSoonThere(arriving))) await this.#giveWay();
    return arriving;
  }

  end(): void {
    this.#isEnded = true;
    this.#give();
    this.#request.raw.socket.resume?.();
  }

  async #giveWay(): Promise<void> {
    if (this.#isEnded || !this.#turns.hasWaiting) return;
    this.#give();
    await this.#take();
  }

  async #take(): Promise<void> {
    const { socket } = this.#request.raw;
    socket.pause?.(); // requests that never came over a socket have a stand-in
    await withoutIdleTimeout(this.#request, this.#idleTimeoutMs, () => this.#turns.take());
    this.#isHeld = true;
    this.#heldSince = performance.now();
    if (this.#isEnded) this.#give();
    socket.resume?.();
  }

  #give(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#turns.give();
  }
}

async function isSoonThere(arriving: Promise<unknown>): Promise<boolean> {
  const silence = new AbortController();
  const waited = sleep(longestSilenceMs, false, { signal: silence.signal }).catch(() => false);
  const isThere = await Promise.race([arriving.then(() => true), waited]);
  silence.abort();
  return isThere;
}
