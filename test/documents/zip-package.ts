import { type Zippable, zipSync } from "fflate";

export type Parts = Readonly<Record<string, string | Uint8Array>>;

/** Parts that must lie in the package as they are, not deflated: OpenDocument's kind is read without unpacking. */
const storedParts = new Set(["mimetype"]);

/** A zip file of these parts, in this order; the same parts give the same bytes. */
export function zipPackage(parts: Parts): Uint8Array {
  const entries: Zippable = {};
  for (const [path, content] of Object.entries(parts)) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    entries[path] = [bytes, { level: storedParts.has(path) ? 0 : 6, mtime: "2020-01-01T00:00:00" }];
  }
  return zipSync(entries);
}
