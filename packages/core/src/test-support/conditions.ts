import { createHash } from "node:crypto";
import type { Readable } from "node:stream";

export { eventually } from "../contracts/index.ts";

export async function sha256Of(stream: Readable | undefined): Promise<string | undefined> {
  if (stream === undefined) return undefined;
  const hash = createHash("sha256");
  for await (const piece of stream) hash.update(piece);
  return hash.digest("hex");
}
