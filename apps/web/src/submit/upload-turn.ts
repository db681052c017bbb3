import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@platen/core";
import type { FastifyRequest } from "fastify";
import type { UploadTurns } from "./upload-turns.ts";

/** While others wait: the whole turn of one that begins, and of one that continues when another one begins. */
const longestTurnMs = { beginning: 1_000, continuing: 20 };
/** While others wait: one pause of the client, and all of them in one turn. */
const longestPauseMs = 10;
const longestPausesMs = 50;
const longestBackOffMs = 1_000;

/**
 * One upload's share of the turns. While others wait it gives way when the client pauses or has had its time, and
 * then continues behind those that begin: clients that are silent, slow or without an end keep nobody waiting.
 * Between its turns the connection is not read. `end` must be called, whatever happens; from then on it waits for
 * nothing.
 */
export class UploadTurn {
  readonly #turns: UploadTurns;
  readonly #request: FastifyRequest;
  readonly #idleTimeoutMs: number;
  #isHeld = false;
  #isEnded = false;
  #isBeginning = true;
  #heldSince = 0;
  #pausesMs = 0;

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
    // The turn itself looks for silence: only it knows when the server is the one who is late.
    turn.#setIdleTimeout(0);
    await turn.#take();
    return turn;
  }

  /**
   * The piece that is on its way, as soon as it is there and the upload has its turn. Fails with `request` /
   * `upload_too_slow` when nothing comes for the idle timeout, whether or not others wait.
   */
  async piece<T>(arriving: Promise<T>): Promise<T> {
    const askedAt = performance.now();
    while (!this.#isEnded && !(await this.#isSoonThere(arriving))) {
      if (performance.now() - askedAt > this.#idleTimeoutMs) throw tooSlow(this.#idleTimeoutMs);
      if (this.#turns.hasWaiting) await this.#giveWay(performance.now() - askedAt);
    }
    if (!this.#isEnded && this.#hasHadItsTime()) await this.#giveWay();
    return arriving;
  }

  end(): void {
    this.#isEnded = true;
    this.#give();
    this.#setIdleTimeout(this.#idleTimeoutMs);
    this.#request.raw.socket.resume?.();
  }

  #hasHadItsTime(): boolean {
    if (!this.#turns.hasWaiting) return false;
    const heldMs = performance.now() - this.#heldSince;
    if (!this.#isBeginning && this.#turns.hasBeginning) return heldMs > longestTurnMs.continuing;
    return heldMs > longestTurnMs.beginning || this.#pausesMs > longestPausesMs;
  }

  async #isSoonThere(arriving: Promise<unknown>): Promise<boolean> {
    const startedAt = performance.now();
    const silence = new AbortController();
    const waited = sleep(longestPauseMs, false, { signal: silence.signal }).catch(() => false);
    const isThere = await Promise.race([arriving.then(() => true), waited]);
    silence.abort();
    this.#pausesMs += performance.now() - startedAt;
    return isThere;
  }

  /** Asks again when it has been silent for as long again, so that the silent ones are listened to ever more rarely. */
  async #giveWay(silentMs = 0): Promise<void> {
    this.#isBeginning = false;
    this.#give();
    this.#request.raw.socket.pause?.();
    if (silentMs > 0) await sleep(Math.min(silentMs, longestBackOffMs));
    await this.#take();
  }

  async #take(): Promise<void> {
    const { socket } = this.#request.raw;
    socket.pause?.(); // requests that never came over a socket have a stand-in
    await this.#turns.take(this.#isBeginning);
    this.#isHeld = true;
    this.#heldSince = performance.now();
    this.#pausesMs = 0;
    if (this.#isEnded) this.#give();
    socket.resume?.();
  }

  #setIdleTimeout(ms: number): void {
    this.#request.raw.socket.setTimeout?.(ms);
  }

  #give(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#turns.give();
  }
}

function tooSlow(silentMs: number): AppError {
  const message = `Nothing of the upload came for ${silentMs / 1_000} s. Nothing was kept; send it again.`;
  return new AppError("request", "upload_too_slow", message);
}
