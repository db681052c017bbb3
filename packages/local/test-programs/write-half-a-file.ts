/** Begins to store a file whose end never comes. */
import { Readable } from "node:stream";
import { openFileStorage } from "../src/files/open-file-storage.ts";

const files = await openFileStorage(process.argv[2] ?? "");
const stream = new Readable({ read: () => undefined });
stream.push(Buffer.alloc(100_000, "x"));
setTimeout(() => console.log("begun"), 100);
setInterval(() => undefined, 1_000); // a stream that hangs does not keep a process alive
await files.write("sources/job/half", stream);
