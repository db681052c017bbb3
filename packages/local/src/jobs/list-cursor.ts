import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError, type JobFilter } from "@platen/core";

/** The last job of a page: the next page begins after it. */
export interface Position {
  readonly createdAt: number;
  readonly id: string;
}

/** Of a list that begins with the newest. */
const beforeAll: Position = { createdAt: Number.MAX_SAFE_INTEGER, id: "" };
const signatureBytes = 16;

/**
 * Turns positions into cursors and back. A cursor is signed together with the question that it belongs to, so it
 * shows nothing of another owner and goes on with no other filter.
 */
export class ListCursor {
  readonly #key: Uint8Array;
  readonly #beginning: Position;

  /** `beginning` is where a list without a cursor begins. */
  constructor(key: Uint8Array, beginning: Position = beforeAll) {
    this.#key = key;
    this.#beginning = beginning;
  }

  write({ createdAt, id }: Position, owner: string, filter: JobFilter): string {
    const content = Buffer.from(JSON.stringify([createdAt, id]));
    return Buffer.concat([this.#sign(content, owner, filter), content]).toString("base64url");
  }

  /** The place before all without a cursor. Fails with `request` / `invalid_cursor`. */
  read(cursor: string | undefined, owner: string, filter: JobFilter): Position {
    if (cursor === undefined) return this.#beginning;
    const bytes = Buffer.from(cursor, "base64url");
    const signature = bytes.subarray(0, signatureBytes);
    const content = bytes.subarray(signatureBytes);
    const isOurs =
      bytes.toString("base64url") === cursor &&
      signature.length === signatureBytes &&
      timingSafeEqual(signature, this.#sign(content, owner, filter));
    if (!isOurs)
      throw new AppError(
        "request",
        "invalid_cursor",
        "The cursor does not belong to this list. Begin again without one.",
      );
    const [createdAt, id] = JSON.parse(content.toString()) as [number, string];
    return { createdAt, id };
  }

  #sign(content: Buffer, owner: string, { status, batch }: JobFilter): Buffer {
    const question = JSON.stringify([owner, status ?? null, batch ?? null]);
    return createHmac("sha256", this.#key)
      .update(`list-cursor:${question.length}:${question}`)
      .update(content)
      .digest()
      .subarray(0, signatureBytes);
  }
}
