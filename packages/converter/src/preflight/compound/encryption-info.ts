import { visitStartTags } from "../xml-tags.ts";
import type { CompoundFile } from "./compound-file.ts";

/** How a key comes from a password and opens an Office Open XML document. */
export type OpenXmlLock = StandardLock | AgileLock;

export interface StandardLock {
  readonly kind: "standard";
  readonly keyBytes: number;
  readonly salt: Buffer;
  readonly verifier: Buffer;
  readonly verifierHash: Buffer;
}

export interface AgileLock {
  readonly kind: "agile";
  /** Of the document. */
  readonly content: AgileCipher;
  /** Of its key, which is encrypted with another one that comes from the password. */
  readonly key: AgileCipher & {
    readonly rounds: number;
    readonly verifier: Buffer;
    readonly verifierHash: Buffer;
    readonly value: Buffer;
  };
}

export interface AgileCipher {
  readonly keyBytes: number;
  readonly salt: Buffer;
  /** As Node calls it. */
  readonly hash: string;
}

/** Versions of the description: two of "standard" and one of "agile". */
const standardVersions: readonly number[] = [0x00020003, 0x00020004];
const agileVersion = 0x00040004;
/** By the number of the cipher; 0 means AES-128, too. */
const standardKeyBytes: ReadonlyMap<number, number> = new Map([
  [0, 16],
  [0x660e, 16],
  [0x660f, 24],
  [0x6610, 32],
]);
/** Several times what Office writes. */
const maxInfoBytes = 16_384;

/**
 * Undefined where the encryption is of another kind than Office and LibreOffice write, such as rights that a server gives
 * out, which come without a description.
 */
export function openXmlLock(compound: CompoundFile): OpenXmlLock | undefined {
  const info = compound.readStart("EncryptionInfo", maxInfoBytes) ?? Buffer.alloc(0);
  if (info.length < 24) return undefined;
  const version = info.readUInt32LE(0);
  if (version === agileVersion) return agileLock(info.toString("utf8", 8));
  return standardVersions.includes(version) ? standardLock(info) : undefined;
}

const blockBytes = 16;
const sha1Blocks = 32;

/** A head of stated length with cipher and size of the key, then salt, verifier and the verifier's hash. */
function standardLock(info: Buffer): StandardLock | undefined {
  const verifierAt = 12 + info.readUInt32LE(8);
  if (verifierAt < 12 + 32 || verifierAt + 4 + 2 * blockBytes + 4 + sha1Blocks > info.length)
    return undefined;
  const keyBytes = standardKeyBytes.get(info.readUInt32LE(20));
  const statedBits = info.readUInt32LE(28);
  if (keyBytes === undefined || (statedBits !== 0 && statedBits !== keyBytes * 8)) return undefined;
  if (info.readUInt32LE(verifierAt) !== blockBytes) return undefined;
  const saltAt = verifierAt + 4;
  const hashAt = saltAt + 2 * blockBytes + 4;
  return {
    kind: "standard",
    keyBytes,
    salt: info.subarray(saltAt, saltAt + blockBytes),
    verifier: info.subarray(saltAt + blockBytes, saltAt + 2 * blockBytes),
    verifierHash: info.subarray(hashAt, hashAt + sha1Blocks),
  };
}

/** The most that the format allows; what Office writes is a hundredth of it. */
const maxRounds = 10_000_000;

function agileLock(xml: string): AgileLock | undefined {
  let content: AgileCipher | undefined;
  let key: AgileLock["key"] | undefined;
  visitStartTags(xml, ({ name, attribute }) => {
    if (name === "keyData") content ??= agileCipher(attribute);
    // A key for the owner of a certificate has no rounds.
    if (name !== "encryptedKey" || attribute("spinCount") === undefined) return;
    const cipher = agileCipher(attribute);
    const rounds = Number(attribute("spinCount"));
    const isPossible = Number.isInteger(rounds) && rounds >= 0 && rounds <= maxRounds;
    const bytes = (of: string) => Buffer.from(attribute(of) ?? "", "base64");
    const [verifier, verifierHash, value] = [
      bytes("encryptedVerifierHashInput"),
      bytes("encryptedVerifierHashValue"),
      bytes("encryptedKeyValue"),
    ] as const;
    const isWhole = [verifier, verifierHash, value].every(
      ({ length }) => length > 0 && length % blockBytes === 0,
    );
    if (cipher !== undefined && isPossible && isWhole)
      key ??= { ...cipher, rounds, verifier, verifierHash, value };
  });
  if (content === undefined || key === undefined) return undefined;
  return { kind: "agile", content, key };
}

const hashes: ReadonlyMap<string, string> = new Map([
  ["SHA1", "sha1"],
  ["SHA-1", "sha1"],
  ["SHA256", "sha256"],
  ["SHA384", "sha384"],
  ["SHA512", "sha512"],
]);

function agileCipher(attribute: (name: string) => string | undefined): AgileCipher | undefined {
  const hash = hashes.get(attribute("hashAlgorithm") ?? "");
  const keyBits = Number(attribute("keyBits"));
  const isAes = attribute("cipherAlgorithm") === "AES" && [128, 192, 256].includes(keyBits);
  if (hash === undefined || !isAes || attribute("cipherChaining") !== "ChainingModeCBC") return undefined;
  return { keyBytes: keyBits / 8, hash, salt: Buffer.from(attribute("saltValue") ?? "", "base64") };
}
