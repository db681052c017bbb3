import { timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { AppError, isAppError } from "@platen/core";
import type { FastifyBaseLogger } from "fastify";
import { type ApiKey, hashOfKey, parseKeyLines, parseKeyPairs, refuseTwice } from "./key-lines.ts";

/** The owner of every job where no keys are set. */
export const publicOwner = "public";

/** A change of the file is noticed after so long, by the next request that shows a key. */
const rereadAfterMs = 1_000;

export interface KeySources {
  /** API_KEYS: pairs of owner and key. */
  readonly pairs: string;
  /** API_KEYS_FILE: a path to lines with hashes; empty for none. */
  readonly file: string;
}

/**
 * The keys that are taken now: those of the setting, and those of the file as it was when it was last in order. A file that
 * is broken or missing changes nothing and is logged once. Fails with `invalid_settings` when it is so at the start.
 */
export class ApiKeys {
  readonly #file: string;
  readonly #ofSetting: readonly ApiKey[];
  #ofFile: readonly ApiKey[] = [];
  #text = "";
  #trouble = "";
  #readAtMs = performance.now();
  #rereading: Promise<void> | undefined;

  constructor({ pairs, file }: KeySources) {
    this.#ofSetting = parseKeyPairs(pairs);
    this.#file = file;
    if (file === "") return;
    try {
      this.#take(readFileSync(file, "utf8"));
    } catch (error) {
      throw this.#asSettingsError(error);
    }
  }

  /** Whether a request needs a key; with a file always, so that an empty one lets nobody in. */
  get areDemanded(): boolean {
    return this.#file !== "" || this.#ofSetting.length > 0;
  }

  /** Whose key it is, found in the same time whichever of the keys it is or is not; nobody's when its time is over. */
  async ownerOf(key: string, log: FastifyBaseLogger): Promise<string | undefined> {
    await this.#reread(log);
    const given = hashOfKey(key);
    const now = Date.now();
    let owner: string | undefined;
    for (const known of [...this.#ofSetting, ...this.#ofFile]) {
      const isIt = timingSafeEqual(known.hash, given);
      if (isIt && now < known.expiresAt) owner = known.owner;
    }
    return owner;
  }

  /** Whoever comes while the file is read waits for it. */
  async #reread(log: FastifyBaseLogger): Promise<void> {
    if (this.#file === "") return;
    if (this.#rereading === undefined) {
      if (performance.now() - this.#readAtMs < rereadAfterMs) return;
      this.#rereading = this.#look(log).finally(() => {
        this.#readAtMs = performance.now();
        this.#rereading = undefined;
      });
    }
    await this.#rereading;
  }

  async #look(log: FastifyBaseLogger): Promise<void> {
    try {
      const text = await readFile(this.#file, "utf8");
      if (this.#trouble === "" && text === this.#text) return;
      this.#take(text);
      log.info({ keys: this.#ofFile.length }, "API keys read again");
    } catch (error) {
      const err = this.#asSettingsError(error);
      if (err.message === this.#trouble) return;
      this.#trouble = err.message;
      log.error({ err }, "the file of API keys is not in order; the keys from before stay");
    }
  }

  #take(text: string): void {
    const keys = parseKeyLines(text);
    refuseTwice([...this.#ofSetting, ...keys], "API_KEYS_FILE");
    this.#ofFile = keys;
    this.#text = text;
    this.#trouble = "";
  }

  #asSettingsError(error: unknown): AppError {
    if (isAppError(error)) return error;
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    const message = `A setting is wrong:\n  API_KEYS_FILE: ${this.#file} cannot be read (${code}). Check that it is a file and who may read it.`;
    return new AppError("request", "invalid_settings", message, error);
  }
}
