import { hash as digest } from "node:crypto";
import { office97 } from "../preflight/compound/rc4-encryption.ts";

/** Office takes no more of a password. */
const maxPasswordLetters = 15;

/** Whether a password is that of a document of Word or Excel, by the description of its encryption in a known way. */
export function provesRc4(description: Buffer, password: string): boolean {
  return description.readUInt32LE(0) === office97
    ? provesOffice97(description, password)
    : provesCryptoApi(description, password);
}

function provesOffice97(description: Buffer, password: string): boolean {
  const [salt, verifiers] = [description.subarray(4, 20), description.subarray(20, 52)];
  const first = md5(Buffer.from(password.slice(0, maxPasswordLetters), "utf16le")).subarray(0, 5);
  const second = md5(Buffer.concat(Array.from({ length: 16 }, () => [first, salt]).flat())).subarray(0, 5);
  const plain = rc4(md5(Buffer.concat([second, Buffer.alloc(4)])), verifiers);
  return md5(plain.subarray(0, 16)).equals(plain.subarray(16));
}

function provesCryptoApi(description: Buffer, password: string): boolean {
  const verifierAt = 12 + description.readUInt32LE(8);
  const keyBytes = (description.readUInt32LE(28) || 40) / 8;
  const saltAt = verifierAt + 4;
  const salt = description.subarray(saltAt, saltAt + 16);
  const [one, two] = [
    description.subarray(saltAt + 16, saltAt + 32),
    description.subarray(saltAt + 36, saltAt + 56),
  ];
  const first = sha1(Buffer.concat([salt, Buffer.from(password, "utf16le")]));
  const key = sha1(Buffer.concat([first, Buffer.alloc(4)])).subarray(0, keyBytes);
  // A key of 40 bits is filled up with zeros.
  const plain = rc4(keyBytes === 5 ? Buffer.concat([key], 16) : key, Buffer.concat([one, two]));
  return sha1(plain.subarray(0, 16)).equals(plain.subarray(16));
}

const md5 = (bytes: Buffer) => digest("md5", bytes, "buffer");
const sha1 = (bytes: Buffer) => digest("sha1", bytes, "buffer");

/** The old cipher itself, which OpenSSL has in a module that need not be there. */
function rc4(key: Buffer, bytes: Buffer): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number) => box[index & 255] as number;
  const swap = (one: number, two: number) => {
    [box[one], box[two]] = [at(two), at(one)];
  };
  for (let one = 0, two = 0; one < 256; one += 1) {
    two = (two + at(one) + (key[one % key.length] as number)) & 255;
    swap(one, two);
  }
  let two = 0;
  return Buffer.from(
    bytes.map((byte, index) => {
      const one = (index + 1) & 255;
      two = (two + at(one)) & 255;
      swap(one, two);
      return byte ^ at(at(one) + at(two));
    }),
  );
}
