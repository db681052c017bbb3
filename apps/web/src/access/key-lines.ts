import { createHash, randomBytes } from "node:crypto";
import { AppError } from "@platen/core";

export interface ApiKey {
  readonly owner: string;
  /** SHA-256 of the key: what is compared, and all that is kept. A key is long and random, so no slower hash is needed. */
  readonly hash: Buffer;
  /** Milliseconds since 1970; infinite where the key has no end. */
  readonly expiresAt: number;
}

const ownerRule = /^[\w.-]{1,64}$/;

/** Reads `owner:key` pairs with commas between them. Fails with `invalid_settings`, without showing a key. */
export function parseKeyPairs(text: string): ApiKey[] {
  const pairs = text.split(",").map((pair) => pair.trim());
  const keys = pairs.filter((pair) => pair !== "").map(parsePair);
  refuseTwice(keys, "API_KEYS");
  return keys;
}

/**
 * Reads lines of `owner:sha256:HEX` or `owner:sha256:HEX:DATE`; empty lines and those that begin with # are left out.
 * Fails with `invalid_settings`, naming the line by its number alone.
 */
export function parseKeyLines(text: string): ApiKey[] {
  return text.split("\n").flatMap((whole, index) => {
    const line = whole.trim();
    return line === "" || line.startsWith("#") ? [] : [parseLine(line, index + 1)];
  });
}

/** The same key twice would leave open whose it is. */
export function refuseTwice(keys: readonly ApiKey[], setting: string): void {
  if (new Set(keys.map(({ hash }) => hash.toString("hex"))).size < keys.length)
    throw wrong(setting, "the same key is there twice; a key says whose a job is");
}

export function hashOfKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

/** A new key for the owner, and the line of the file that lets it in. Fails with `invalid_settings`. */
export function newApiKey(owner: string, expires?: string): { key: string; line: string } {
  const key = randomBytes(32).toString("base64url");
  const end = expires === undefined ? "" : `:${expires}`;
  const line = `${owner}:sha256:${hashOfKey(key).toString("hex")}${end}`;
  parseLine(line, 1);
  return { key, line };
}

function parsePair(pair: string, place: number): ApiKey {
  const [, owner = "", key = ""] = /^([^:]*):(.*)$/.exec(pair) ?? [];
  if (!ownerRule.test(owner))
    throw wrong(
      "API_KEYS",
      `pair ${place + 1} has no owner's name of letters, digits, ".", "_" or "-" before a colon`,
    );
  if (!/^[\x21-\x7e]{16,200}$/.test(key))
    throw wrong(
      "API_KEYS",
      `the key of ${owner} is not 16 to 200 visible characters; "openssl rand -hex 24" makes one`,
    );
  return { owner, hash: hashOfKey(key), expiresAt: Number.POSITIVE_INFINITY };
}

function parseLine(line: string, number: number): ApiKey {
  const [owner = "", kind = "", hex = "", ...end] = line.split(":");
  if (!ownerRule.test(owner))
    throw wrong(
      "API_KEYS_FILE",
      `line ${number} has no owner's name of letters, digits, ".", "_" or "-" before a colon`,
    );
  if (kind !== "sha256" || !/^[0-9a-f]{64}$/i.test(hex))
    throw wrong(
      "API_KEYS_FILE",
      `line ${number} is not owner:sha256:HASH with 64 hexadecimal digits; npm run api-key makes such a line`,
    );
  const expiresAt = end.length === 0 ? Number.POSITIVE_INFINITY : timeOf(end.join(":"));
  if (expiresAt === undefined)
    throw wrong(
      "API_KEYS_FILE",
      `line ${number} has no date at its end, such as 2030-12-31 or 2030-12-31T18:00:00Z`,
    );
  return { owner, hash: Buffer.from(hex, "hex"), expiresAt };
}

/** A day begins at midnight, UTC. */
function timeOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/.test(text)) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) return undefined;
  // Some days that do not exist are taken for one of the next month.
  return new Date(time).toISOString().startsWith(text.slice(0, 19)) ? time : undefined;
}

function wrong(setting: string, what: string): AppError {
  return new AppError("request", "invalid_settings", `A setting is wrong:\n  ${setting}: ${what}.`);
}
