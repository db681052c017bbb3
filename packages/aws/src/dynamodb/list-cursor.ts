import { createHash } from "node:crypto";
import { AppError } from "@platen/core";

/** Where a list goes on. Carries a check sum, so that a damaged or invented one is noticed. */
export function cursorAfter(createdKey: string): string {
  return Buffer.from(checkOf(createdKey) + createdKey).toString("base64url");
}

/** Fails with `request` / `invalid_cursor`. */
export function createdKeyOf(cursor: string): string {
  const text = Buffer.from(cursor, "base64url").toString();
  const createdKey = text.slice(8);
  if (createdKey !== "" && cursorAfter(createdKey) === cursor) return createdKey;
  throw new AppError(
    "request",
    "invalid_cursor",
    "The cursor is not one that this list gave. Begin again without a cursor.",
  );
}

function checkOf(createdKey: string): string {
  return createHash("sha256").update(createdKey).digest("hex").slice(0, 8);
}
