import { createCipheriv, hash as digest, randomBytes } from "node:crypto";
import { compoundDocument } from "../src/test-support/compound-document.ts";

export type Seal =
  | { readonly kind: "standard"; readonly keyBytes: 16 | 24 | 32 }
  | {
      readonly kind: "agile";
      readonly keyBytes: 16 | 24 | 32;
      readonly hash: "SHA1" | "SHA256" | "SHA384" | "SHA512";
    };

const block = 16;
const segment = 4_096;

/** An Office Open XML document that is encrypted as Office does it. */
export function sealed(
  document: Uint8Array,
  password: string,
  seal: Seal = { kind: "agile", keyBytes: 32, hash: "SHA512" },
) {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(document.length));
  const { info, content } =
    seal.kind === "standard" ? standard(document, password, seal) : agile(document, password, seal);
  return compoundDocument({ EncryptionInfo: info, EncryptedPackage: Buffer.concat([size, content]) });
}

function standard(document: Uint8Array, password: string, { keyBytes }: Seal) {
  const salt = randomBytes(block);
  const last = sum("sha1", rounds("sha1", { salt, password, count: 50_000 }), Buffer.alloc(4));
  const half = (sign: number) =>
    sum("sha1", Buffer.from(Array.from({ length: 64 }, (_, at) => (last[at] ?? 0) ^ sign)));
  const key = Buffer.concat([half(0x36), half(0x5c)]).subarray(0, keyBytes);
  const encrypted = (bytes: Uint8Array) =>
    createCipheriv(`aes-${keyBytes * 8}-ecb`, key, null)
      .setAutoPadding(false)
      .update(blocks(bytes));
  const verifier = randomBytes(block);
  const numbers = [
    0x00020004,
    0x24,
    32,
    0x24,
    0,
    0x660d + keyBytes / 8 - 1,
    0x8004,
    keyBytes * 8,
    0x18,
    0,
    0,
    block,
  ].map(word);
  const info = [...numbers, salt, encrypted(verifier), word(20), encrypted(sum("sha1", verifier))];
  return { info: Buffer.concat(info), content: encrypted(document) };
}

function agile(document: Uint8Array, password: string, { keyBytes, hash }: Seal & { kind: "agile" }) {
  const name = hash.toLowerCase();
  const [salt, ownSalt, key, verifier] = [
    randomBytes(block),
    randomBytes(block),
    randomBytes(keyBytes),
    randomBytes(block),
  ];
  const count = 1_000;
  const encrypted = (bytes: Uint8Array, withKey: Buffer, start: Buffer) =>
    createCipheriv(`aes-${keyBytes * 8}-cbc`, withKey, start)
      .setAutoPadding(false)
      .update(blocks(bytes));
  const last = rounds(name, { salt: ownSalt, password, count });
  const value = (purpose: string, bytes: Uint8Array) => {
    const own = Buffer.concat([sum(name, last, Buffer.from(purpose, "hex")), Buffer.alloc(32, 0x36)]);
    return encrypted(bytes, own.subarray(0, keyBytes), ownSalt).toString("base64");
  };
  const cipher = (own: Buffer) =>
    `cipherAlgorithm="AES" keyBits="${keyBytes * 8}" cipherChaining="ChainingModeCBC" hashAlgorithm="${hash}" saltValue="${own.toString("base64")}"`;
  const xml =
    `<encryption xmlns="e" xmlns:p="p"><keyData ${cipher(salt)}/><keyEncryptors><keyEncryptor><p:encryptedKey spinCount="${count}" ${cipher(ownSalt)} ` +
    `encryptedVerifierHashInput="${value("fea7d2763b4b9e79", verifier)}" encryptedVerifierHashValue="${value("d7aa0f6d3061344e", sum(name, verifier))}" ` +
    `encryptedKeyValue="${value("146e0be7abacd0d6", key)}"/></keyEncryptor></keyEncryptors></encryption>`;
  const segments = Array.from({ length: Math.ceil(document.length / segment) }, (_, index) =>
    encrypted(
      document.subarray(index * segment, (index + 1) * segment),
      key,
      sum(name, salt, word(index)).subarray(0, block),
    ),
  );
  return {
    info: Buffer.concat([word(0x00040004), word(0x40), Buffer.from(xml)]),
    content: Buffer.concat(segments),
  };
}

function rounds(
  name: string,
  { salt, password, count }: { salt: Buffer; password: string; count: number },
): Buffer {
  let last = sum(name, salt, Buffer.from(password, "utf16le"));
  for (let round = 0; round < count; round += 1) last = sum(name, word(round), last);
  return last;
}

const sum = (name: string, ...parts: Buffer[]) => digest(name, Buffer.concat(parts), "buffer");

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Filled up to whole blocks. */
function blocks(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes], Math.ceil(bytes.length / block) * block);
}
