import type { ByteRange } from "@platen/core";

const position = /^\d{0,15}$/;

/**
 * The range that a `Range` header asks for, of a file of `totalBytes` (RFC 9110, 14). Undefined where the whole file
 * is to be sent: no header, another unit, something unreadable, or several ranges. `unsatisfiable` when the range
 * begins beyond the end.
 */
export function byteRangeOf(
  header: string | undefined,
  totalBytes: number,
): ByteRange | undefined | "unsatisfiable" {
  const [unit, range = ""] = (header ?? "").split("=", 2);
  const [first = "", last, ...more] = range.split("-", 3).map((part) => part.trim());
  if (unit?.toLowerCase() !== "bytes" || last === undefined || more.length > 0) return undefined;
  if (!position.test(first) || !position.test(last) || (first === "" && last === "")) return undefined;
  if (first === "") {
    const bytes = Math.min(Number(last), totalBytes);
    return bytes === 0 ? "unsatisfiable" : { start: totalBytes - bytes, end: totalBytes - 1 };
  }
  const start = Number(first);
  const end = last === "" ? totalBytes - 1 : Math.min(Number(last), totalBytes - 1);
  if (last !== "" && Number(last) < start) return undefined;
  return start >= totalBytes ? "unsatisfiable" : { start, end };
}
