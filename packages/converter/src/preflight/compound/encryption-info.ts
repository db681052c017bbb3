import { visitStartTags } from "../xml-tags.ts";
import type { CompoundFile } from "./compound-file.ts";

/** Versions of the description of an encryption: two of "standard" and one of "agile". */
const standardEncryptions: readonly number[] = [0x00020003, 0x00020004];
const agileEncryption = 0x00040004;
/** 0 means AES-128, too. */
const aes128: readonly number[] = [0, 0x660e];
/** Several times what Office writes. */
const maxInfoBytes = 16_384;

/**
 * Whether LibreOffice may open it with the password. What it does not know, 26.8 shows as a text full of strange
 * letters. Rights that a server gives out come without a description.
 */
export function encryptionOfOpenXml(compound: CompoundFile): "usual" | "unknown" {
  const info = compound.readStart("EncryptionInfo", maxInfoBytes);
  return info !== undefined && isKnown(info) ? "usual" : "unknown";
}

function isKnown(info: Buffer): boolean {
  if (info.length < 24) return false;
  const version = info.readUInt32LE(0);
  if (version === agileEncryption) return isKnownAgile(info.toString("utf8", 8));
  return standardEncryptions.includes(version) && aes128.includes(info.readUInt32LE(20));
}

/** The description of the content and that of the key, as Office writes them and LibreOffice reads them. */
function isKnownAgile(xml: string): boolean {
  const ciphers: string[] = [];
  visitStartTags(xml, (tag) => {
    if (tag.name !== "keyData" && tag.name !== "encryptedKey") return;
    const values = cipherAttributes.map((name) => tag.attribute(name));
    // A key for the owner of a certificate has none of them.
    if (values.some((value) => value !== undefined)) ciphers.push(values.join(" "));
  });
  return ciphers.length > 0 && ciphers.every((cipher) => agileCiphers.has(cipher));
}

const cipherAttributes = ["cipherAlgorithm", "keyBits", "cipherChaining", "hashAlgorithm"];
const agileCiphers: ReadonlySet<string> = new Set([
  "AES 128 ChainingModeCBC SHA1",
  "AES 256 ChainingModeCBC SHA512",
]);
