/** Versions of the description with which Word and Excel encrypt their old formats: Office 97's, and two of Windows' CryptoAPI. */
export const office97 = 0x00010001;
const cryptoApi: readonly number[] = [0x00020003, 0x00020004];

const isCryptoApi = 0x04;
const isExternal = 0x10;
const isAes = 0x20;
const rc4 = 0x6801;
/** 0 means SHA-1, too. */
const sha1: readonly number[] = [0, 0x8004];
const saltBytes = 16;
const sha1Bytes = 20;
const headerFields = 32;

/** Enough for the description with the longest name of a provider that Windows has. */
export const rc4DescriptionBytes = 512;

/** Whether LibreOffice can decrypt what is described so; it knows RC4 alone. */
export function isKnownRc4(description: Buffer): boolean {
  if (description.length < 52) return false;
  const version = description.readUInt32LE(0);
  return version === office97 || (cryptoApi.includes(version) && isKnownCryptoApi(description));
}

function isKnownCryptoApi(description: Buffer): boolean {
  const headerBytes = description.readUInt32LE(8);
  const verifier = 12 + headerBytes;
  if (headerBytes < headerFields || verifier + 4 + 2 * saltBytes + 4 > description.length) return false;
  const flags = description.readUInt32LE(12);
  return (
    (description.readUInt32LE(4) & isExternal) === 0 &&
    (flags & (isCryptoApi | isAes)) === isCryptoApi &&
    description.readUInt32LE(20) === rc4 &&
    sha1.includes(description.readUInt32LE(24)) &&
    description.readUInt32LE(verifier) === saltBytes &&
    description.readUInt32LE(verifier + 4 + 2 * saltBytes) === sha1Bytes
  );
}
