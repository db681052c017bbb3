import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@platen/core";
import type { FastifyRequest } from "fastify";
import type { TurnQueue } from "../context/turn-queue.ts";
import { maxBodyBytes, tooLarge } from "./upload-limits.ts";

/** While others wait: the whole turn of one that begins, and of one that continues when another one begins. */
const longestTurnMs = { beginning: 1_000, continuing: 20 };
/** While others wait: one pause of the client, and all of them in one turn. */
const longestPauseMs = 10;
const longestPausesMs = 50;
const longestBackOffMs = 1_000;

export interface UploadTurnLimits {
  /** Of the file. */
  readonly maxBytes: number;
  readonly idleTimeoutMs: number;
}

/**
 * One upload's share of the turns, and the only one that lets its connection be read. While others wait it gives way
 * when the client pauses or has had its time, and then continues behind those that begin: clients that are silent,
 * slow or without an end keep nobody waiting. Between its turns the connection is not read. It ends with the scope
 * that holds it (`using`), whatever happens; from then on it waits for nothing.
 */
export class UploadTurn implements Disposable {
  readonly #queue: TurnQueue;
  readonly #request: FastifyRequest;
  readonly #limits: UploadTurnLimits;
  readonly #maxBodyBytes: number;
  #isHeld = false;
  #isEnded = false;
  #isBeginning = true;
  #heldSince = 0;
  #pausesMs = 0;
  #receivedBytes = 0;
  #receivedAt = 0;

  private constructor(queue: TurnQueue, request: FastifyRequest, limits: UploadTurnLimits) {
    this.#queue = queue;
    this.#request = request;
    this.#limits = limits;
    this.#maxBodyBytes = maxBodyBytes(request, limits.maxBytes);
  }

  static async begin(
    queue: TurnQueue,
    request: FastifyRequest,
    limits: UploadTurnLimits,
  ): Promise<UploadTurn> {
    const turn = new UploadTurn(queue, request, limits);
    // The turn itself looks for silence: only it knows when the server is the one who is late.
    turn.#setIdleTimeout(0);
    await turn.#take();
    return turn;
  }

  /** To be called for all that is read of the body: `next` fails when it is silent for too long, or too much. */
  count(bytes: number): void {
    this.#receivedBytes += bytes;
    this.#receivedAt = performance.now();
  }

  /**
   * What is on its way, as soon as it is there and the upload has its turn. Fails with `request` / `upload_too_slow`
   * when no byte comes for the idle timeout, whether or not others wait, and with `upload_too_large` when the body is
   * larger than it may be, whether or not its length was announced.
   */
  async next<T>(arriving: Promise<T>): Promise<T> {
    const askedAt = performance.now();
    while (!this.#isEnded && !(await this.#isSoonThere(arriving))) {
      const now = performance.now();
      if (now - Math.max(askedAt, this.#receivedAt) > this.#limits.idleTimeoutMs)
        throw tooSlow(this.#limits.idleTimeoutMs);
      this.#refuseTooMuch();
      if (this.#queue.hasWaiting) await this.#giveWay(now - askedAt);
    }
    this.#refuseTooMuch();
    if (!this.#isEnded && this.#hasHadItsTime()) await this.#giveWay();
    return arriving;
  }

  [Symbol.dispose](): void {
    this.#isEnded = true;
    this.#give();
    this.#setIdleTimeout(this.#limits.idleTimeoutMs);
    this.#request.raw.socket.resume?.();
  }

  #refuseTooMuch(): void {
    if (this.#receivedBytes > this.#maxBodyBytes) throw tooLarge(this.#limits.maxBytes);
  }

  #hasHadItsTime(): boolean {
    if (!this.#queue.hasWaiting) return false;
    const heldMs = performance.now() - this.#heldSince;
    if (!this.#isBeginning && this.#queue.hasBeginning) return heldMs > longestTurnMs.continuing;
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
    const { raw } = this.#request;
    const isFlowing = raw.readableFlowing === true;
    this.#isBeginning = false;
    this.#give();
    // Both: a parser that is piped to the request would else go on with what is read already, and ask for more.
    if (isFlowing) raw.pause();
    raw.socket.pause?.();
    if (silentMs > 0) await sleep(Math.min(silentMs, longestBackOffMs));
    await this.#take();
    if (isFlowing) raw.resume();
  }

  async #take(): Promise<void> {
    const { socket } = this.#request.raw;
    socket.pause?.(); // requests that never came over a socket have a stand-in
    await this.#queue.take(this.#isBeginning);
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
    this.#queue.give();
  }
}

function tooSlow(silentMs: number): AppError {
  const message = `Nothing of the upload came for ${silentMs / 1_000} s. Nothing was kept; send it again.`;
  return new AppError("request", "upload_too_slow", message);
}
