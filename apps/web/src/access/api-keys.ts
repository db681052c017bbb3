import { createHash, timingSafeEqual } from "node:crypto";
import { AppError } from "@platen/core";

export interface ApiKey {
  readonly owner: string;
  /** SHA-256 of the key: what is compared, and all that is kept. */
  readonly hash: Buffer;
}

/** The owner of every job where no keys are set. */
export const publicOwner = "public";

/** Reads `owner:key` pairs with commas between them. Fails with `invalid_settings`, without showing a key. */
export function parseApiKeys(text: string): ApiKey[] {
  const pairs = text.split(",").map((pair) => pair.trim());
  const keys = pairs.filter((pair) => pair !== "").map(parsePair);
  if (new Set(keys.map(({ hash }) => hash.toString("hex"))).size < keys.length)
    throw wrong("the same key is there twice; a key says whose a job is");
  return keys;
}

/** Whose key it is, found in the same time whichever of the keys it is or is not. */
export function ownerOfKey(keys: readonly ApiKey[], key: string): string | undefined {
  const given = hashOf(key);
  let owner: string | undefined;
  for (const known of keys) if (timingSafeEqual(known.hash, given)) owner = known.owner;
  return owner;
}

function parsePair(pair: string, place: number): ApiKey {
  const [, owner = "", key = ""] = /^([^:]*):(.*)$/.exec(pair) ?? [];
  if (!/^[\w.-]{1,64}$/.test(owner))
    throw wrong(`pair ${place + 1} has no owner's name of letters, digits, ".", "_" or "-" before a colon`);
  if (!/^[\x21-\x7e]{16,200}$/.test(key))
    throw wrong(`the key of ${owner} is not 16 to 200 visible characters; "openssl rand -hex 24" makes one`);
  return { owner, hash: hashOf(key) };
}

function wrong(what: string): AppError {
  return new AppError("request", "invalid_settings", `A setting is wrong:\n  API_KEYS: ${what}.`);
}

function hashOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
