import { createDecipheriv } from "node:crypto";
import { closeSync, openSync, writeSync } from "node:fs";
import { CompoundFile, CompoundFileDamaged } from "../preflight/compound/compound-file.ts";
import { type OpenXmlLock, openXmlLock } from "../preflight/compound/encryption-info.ts";
import { blockBytes, decryptAgile, filled, hashOf, keyOfPassword } from "./open-xml-key.ts";

export interface Unlocking {
  readonly path: string;
  readonly to: string;
  /** The first that opens it is taken. */
  readonly passwords: readonly string[];
}

const packageName = "EncryptedPackage";
/** The size of the document stands before it. */
const sizeBytes = 8;
/** So many bytes are encrypted by themselves. */
const segmentBytes = 4_096;

/**
 * Decrypts an Office Open XML document to the new file `to`, so that it is looked at and mended like any other, and a
 * damaged one is not taken for one with another password. What is cut off becomes a shorter document. False where no
 * password opens it.
 */
export function unlockOpenXml({ path, to, passwords }: Unlocking): boolean {
  const descriptor = openSync(path, "r");
  try {
    const compound = CompoundFile.open(descriptor);
    const lock = openXmlLock(compound);
    if (lock === undefined) return false;
    for (const password of passwords) {
      const key = keyOfPassword(lock, password);
      if (key === undefined) continue;
      writeDecrypted(compound, { lock, key, to });
      return true;
    }
    return false;
  } finally {
    closeSync(descriptor);
  }
}

interface Decryption {
  readonly lock: OpenXmlLock;
  readonly key: Buffer;
  readonly to: string;
}

function writeDecrypted(compound: CompoundFile, { lock, key, to }: Decryption): void {
  const start = compound.readStart(packageName, sizeBytes);
  let left = start?.length === sizeBytes ? Number(start.readBigUInt64LE(0)) : 0;
  const decrypt = decryptor(lock, key);
  const file = openSync(to, "wx", 0o600);
  try {
    for (const segment of segmentsOf(compound)) {
      const bytes = decrypt(segment).subarray(0, left);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      left -= bytes.length;
    }
  } catch (error) {
    if (!(error instanceof CompoundFileDamaged)) throw error;
  } finally {
    closeSync(file);
  }
}

/** The encrypted document; what is no whole block at its end cannot be decrypted. */
function* segmentsOf(compound: CompoundFile): Generator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = -sizeBytes;
  for (const sector of compound.sectors(packageName)) {
    waiting.push(bytes < 0 ? sector.subarray(sizeBytes) : sector);
    bytes += sector.length;
    if (bytes < segmentBytes) continue;
    const all = Buffer.concat(waiting);
    yield all.subarray(0, segmentBytes);
    waiting = [all.subarray(segmentBytes)];
    bytes -= segmentBytes;
  }
  const rest = Buffer.concat(waiting);
  yield rest.subarray(0, rest.length - (rest.length % blockBytes));
}

function decryptor(lock: OpenXmlLock, key: Buffer): (segment: Buffer) => Buffer {
  if (lock.kind === "standard") {
    const decipher = createDecipheriv(`aes-${lock.keyBytes * 8}-ecb`, key, null).setAutoPadding(false);
    return (segment) => decipher.update(segment);
  }
  const number = Buffer.alloc(4);
  let count = 0;
  return (bytes) => {
    number.writeUInt32LE(count, 0);
    count += 1;
    const start = filled(hashOf(lock.content.hash, lock.content.salt, number), blockBytes);
    return decryptAgile(lock.content, key, { start, bytes });
  };
}
