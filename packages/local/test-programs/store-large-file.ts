/** Stores and reads a file of so many megabytes and says by how many the memory of the process grew meanwhile. */
import { Readable } from "node:stream";
import { openFileStorage } from "../src/files/open-file-storage.ts";

const [root = "", megabytes = ""] = process.argv.slice(2);
const files = await openFileStorage(root);
const piece = Buffer.alloc(65_536, "x");

async function* pieces(count: number) {
  for (let index = 0; index < count; index += 1) yield Buffer.from(piece);
}
async function storeAndRead(count: number): Promise<void> {
  await files.write("sources/large", Readable.from(pieces(count), { objectMode: false }));
  let bytes = 0;
  for await (const part of (await files.read("sources/large"))?.stream ?? []) bytes += part.length;
  if (bytes !== count * piece.length) throw new Error(`${bytes} bytes came back`);
}

await storeAndRead(100);
const before = process.resourceUsage().maxRSS;
await storeAndRead(Number(megabytes) * 16);
console.log(Math.round((process.resourceUsage().maxRSS - before) / 1_024));
