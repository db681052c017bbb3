import { createDecipheriv, hash as digest } from "node:crypto";
import type {
  AgileCipher,
  AgileLock,
  OpenXmlLock,
  StandardLock,
} from "../preflight/compound/encryption-info.ts";

export const blockBytes = 16;

/** The key with which the document is encrypted; undefined where the password is another one. */
export function keyOfPassword(lock: OpenXmlLock, password: string): Buffer | undefined {
  return lock.kind === "standard" ? standardKey(lock, password) : agileKey(lock, password);
}

const standardRounds = 50_000;

function standardKey(
  { keyBytes, salt, verifier, verifierHash }: StandardLock,
  password: string,
): Buffer | undefined {
  const last = hashOf("sha1", rounds("sha1", { salt, password, count: standardRounds }), Buffer.alloc(4));
  const half = (sign: number) => {
    const mask = Buffer.alloc(64, sign);
    for (const [index, byte] of last.entries()) mask.writeUInt8(byte ^ sign, index);
    return hashOf("sha1", mask);
  };
  const key = Buffer.concat([half(0x36), half(0x5c)]).subarray(0, keyBytes);
  const decipher = createDecipheriv(`aes-${keyBytes * 8}-ecb`, key, null).setAutoPadding(false);
  const [one, two] = [decipher.update(verifier), decipher.update(verifierHash)];
  const expected = hashOf("sha1", one);
  return expected.equals(two.subarray(0, expected.length)) ? key : undefined;
}

/** What the keys of verifier, its hash and the document's key are made with. */
const purposes = {
  verifier: Buffer.from("fea7d2763b4b9e79", "hex"),
  verifierHash: Buffer.from("d7aa0f6d3061344e", "hex"),
  value: Buffer.from("146e0be7abacd0d6", "hex"),
};

function agileKey({ content, key }: AgileLock, password: string): Buffer | undefined {
  const last = rounds(key.hash, { salt: key.salt, password, count: key.rounds });
  const decrypted = (part: keyof typeof purposes) => {
    const own = filled(hashOf(key.hash, last, purposes[part]), key.keyBytes);
    return decryptAgile(key, own, { start: filled(key.salt, blockBytes), bytes: key[part] });
  };
  const expected = hashOf(key.hash, decrypted("verifier").subarray(0, key.salt.length));
  if (!expected.equals(decrypted("verifierHash").subarray(0, expected.length))) return undefined;
  return filled(decrypted("value"), content.keyBytes);
}

/** `start` is the vector that makes the first block differ from the same one elsewhere. */
export function decryptAgile(
  { keyBytes }: AgileCipher,
  key: Buffer,
  { start, bytes }: { readonly start: Buffer; readonly bytes: Buffer },
): Buffer {
  return createDecipheriv(`aes-${keyBytes * 8}-cbc`, key, start)
    .setAutoPadding(false)
    .update(bytes);
}

/** Cut off, or filled up as the format wants it. */
export function filled(bytes: Buffer, length: number): Buffer {
  return bytes.length >= length
    ? bytes.subarray(0, length)
    : Buffer.concat([bytes, Buffer.alloc(length - bytes.length, 0x36)]);
}

export function hashOf(algorithm: string, ...parts: readonly Buffer[]): Buffer {
  return digest(algorithm, Buffer.concat(parts), "buffer");
}

/** Hashes on and on, which makes guessing expensive. */
function rounds(
  algorithm: string,
  { salt, password, count }: { readonly salt: Buffer; readonly password: string; readonly count: number },
): Buffer {
  const first = hashOf(algorithm, salt, Buffer.from(password, "utf16le"));
  const input = Buffer.alloc(4 + first.length);
  first.copy(input, 4);
  for (let round = 0; round < count; round += 1) {
    input.writeUInt32LE(round, 0);
    digest(algorithm, input, "buffer").copy(input, 4);
  }
  return input.subarray(4);
}
