import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { findSeparator, separatorOf, writeText } from "./text-source.ts";

const maxBytes = 1_000_000;

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "text-source-"));
  try {
    await body(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("separatorOf", () => {
  it("finds what divides the fields", () => {
    assert.equal(separatorOf("a,b\n1,2\n"), ",");
    assert.equal(separatorOf("a;b\n1,5;2\n2,5;3\n"), ";");
    assert.equal(separatorOf("a\tb\n1\t2\n"), "\t");
    assert.equal(separatorOf("a|b\n1|2\n"), "|");
  });

  it("does not count what stands in quotation marks", () => {
    assert.equal(separatorOf('"a;b;c",1\n"d;e;f",2\n'), ",");
  });

  it("believes a first line that names it", () => {
    assert.equal(separatorOf("sep=;\na,b;c,d\n"), ";");
  });

  it("takes the comma when there is nothing to go by", () => {
    assert.equal(separatorOf(""), ",");
    assert.equal(separatorOf("one\ntwo\n"), ",");
  });

  it("reads the beginning of a file", async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, "a.csv"), "a;b\n".repeat(100_000));
      assert.equal(await findSeparator(join(folder, "a.csv")), ";");
    });
  });
});

describe("writeText", () => {
  it("writes every encoding as UTF-8, also where a character lies between two pieces of the file", async () => {
    await inFolder(async (folder) => {
      const words = `x${"ü€".repeat(100_000)}`;
      const [from, to] = [join(folder, "from"), join(folder, "to")];
      for (const [encoding, bytes] of [
        ["utf-8", Buffer.from(words)],
        ["utf-16le", Buffer.from(`\ufeff${words}`, "utf16le")],
        ["windows-1252", Buffer.from("Grüße \x80", "latin1")],
      ] as const) {
        await writeFile(from, bytes);
        const stored = { encoding, hasByteOrderMark: false };
        await writeText(from, to, { stored, target: { kind: "text" }, maxBytes });
        const written = (await readFile(to, "utf8")).replace(/^\ufeff/, "");
        assert.equal(written, encoding === "windows-1252" ? "Grüße €" : words);
      }
    });
  });

  it("refuses CSV that is more than a sheet can hold as source_too_complex, and keeps no copy", async () => {
    await inFolder(async (folder) => {
      const [from, to] = [join(folder, "from"), join(folder, "to")];
      await writeFile(from, ",".repeat(20_000));
      const stored = { encoding: "utf-8", hasByteOrderMark: false } as const;
      const target = { kind: "sheet", name: "table", locale: "en-GB" } as const;
      const written = await writeText(from, to, { stored, target, maxBytes });
      assert.ok(!written.ok);
      assert.equal(written.failure.code, "source_too_complex");
      assert.match(written.failure.detail ?? "", /16384 fields/);
      assert.equal((await readdir(folder)).includes("to.csv"), false);
    });
  });

  it("marks plain text as UTF-8, once", async () => {
    await inFolder(async (folder) => {
      const [from, to] = [join(folder, "from"), join(folder, "to")];
      await writeFile(from, "\ufeffwords");
      const stored = { encoding: "utf-8", hasByteOrderMark: true } as const;
      await writeText(from, to, { stored, target: { kind: "text" }, maxBytes });
      assert.equal(await readFile(to, "utf8"), "\ufeffwords");
    });
  });
});
