import { createHmac, randomBytes } from "node:crypto";

/** UUID version 7 (RFC 9562, 5.7): begins with the time, so ids sort by age. */
export function newJobId(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  return asUuid(bytes, 7);
}

/** The same owner and key give the same id, so that `create` alone decides who was first. UUID version 8, since it holds no time. */
export function jobIdOfKey(idKey: Uint8Array, owner: string, idempotencyKey: string): string {
  const hash = createHmac("sha256", idKey).update(`${owner.length}:${owner}${idempotencyKey}`).digest();
  return asUuid(hash.subarray(0, 16), 8);
}

function asUuid(bytes: Buffer, version: number): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
