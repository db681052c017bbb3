import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { testConverter } from "../contracts/index.ts";
import { MemoryConverter } from "./memory-converter.ts";

const folder = mkdtempSync(join(tmpdir(), "memory-converter-"));
after(() => rmSync(folder, { recursive: true }));

function document(name: string, content: string) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, format: "txt" } as const;
}

testConverter("MemoryConverter", async () => ({ subject: new MemoryConverter(), close: async () => {} }), {
  sound: [
    { ...document("one", "any text"), pages: 1 },
    { ...document("seven", "platen-pages=7 platen-takes=300"), pages: 7 },
  ],
  failing: [
    { ...document("empty", ""), code: "source_empty" },
    { ...document("crash", "platen-fail=engine_crashed"), code: "engine_crashed" },
  ],
  encrypted: { ...document("encrypted", "platen-password=secret"), password: "secret", pages: 1 },
  slow: document("slow", "platen-takes=8000"),
});
