import assert from "node:assert/strict";
import { it } from "node:test";
import { isWebArchive } from "./web-archive.ts";

it("knows a web archive by its head, in whatever order that is", () => {
  const type = 'Content-Type: multipart/related; boundary="x"';
  for (const head of [`MIME-Version: 1.0\n${type}\n\n--x`, `${type}\r\nFrom: <Saved by Word>\r\n\r\n--x`])
    assert.ok(isWebArchive(head), head);
  for (const text of ["Dear reader,\n", `I read:\n\nof ${type}`, "Subject: minutes\n\nPresent: all", "a: b"])
    assert.ok(!isWebArchive(text), text);
});
