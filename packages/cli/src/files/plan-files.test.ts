import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Command, readArguments } from "../arguments/read-arguments.ts";
import { planFiles } from "./plan-files.ts";

describe("the files of a command", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "platen-plan-"));
    await mkdir(join(folder, "there.pdf"));
  });

  after(() => rm(folder, { recursive: true }));

  function planned(...args: string[]): (string | undefined)[] {
    const { command } = readArguments(args) as { command: Command };
    return planFiles(command).map(({ targetOf }) => targetOf?.(command.format));
  }

  it("lie beside their documents, with the extension of what they are", () => {
    assert.deepEqual(planned("a.pptx", "in/b.tar.docx"), ["a.pdf", "in/b.tar.pdf"]);
  });

  it("lie in the folder that is named, whether it is there or not", () => {
    const there = join(folder, "there.pdf");
    assert.deepEqual(planned("x/a.pptx", "--out", there), [join(there, "a.pdf")]);
    assert.deepEqual(planned("x/a.pptx", "--out", "new/"), ["new/a.pdf"]);
    assert.deepEqual(planned("x/a.pptx", "--out", "new"), ["new/a.pdf"]);
    assert.deepEqual(planned("a.pptx", "--out", "other.pdf"), ["other.pdf"]);
  });

  it("are one where the documents are merged", () => {
    assert.deepEqual(planned("a.pptx", "b.docx", "--merge"), ["a.pdf"]);
  });

  it("go to standard output for standard input, and on demand", () => {
    assert.deepEqual(planned("-", "--from", "docx"), [undefined]);
    assert.deepEqual(planned("a.docx", "--out", "-"), [undefined]);
    assert.deepEqual(planned("-", "--from", "docx", "--out", "new"), ["new/stdin.pdf"]);
  });

  it("are never two in one place, nor one in the place of its document", () => {
    assert.throws(() => planned("a/x.pptx", "b/x.docx", "--out", "new"), /would both become/);
    assert.throws(() => planned("x.pptx", "./x.docx"), /would both become/);
    assert.throws(() => planned("a.docx", "--to", "docx", "--force"), /its own result/);
    assert.throws(() => planned("a.pptx", "b.pptx", "--out", "one.pdf"), /is a file/);
    assert.throws(() => planned("a.pptx", "b.pptx", "--out", "-"), /one result/);
  });
});
