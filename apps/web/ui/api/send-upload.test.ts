import assert from "node:assert/strict";
import { it } from "node:test";
import { uploadForm } from "./send-upload.ts";

const file = new File(["x"], "señal.pptx");

it("sends the file last, after what it becomes, its sending and only changed options", () => {
  const form = uploadForm({ file, format: "png", options: { tagged: true }, batch: "b1", batchPosition: 3 });
  assert.deepEqual([...form.keys()], ["format", "batch", "batchPosition", "tagged", "file"]);
  assert.deepEqual([form.get("format"), form.get("batch"), form.get("tagged")], ["png", "b1", "true"]);
});

it("asks for the picture of the first page, which the page shows of a PDF", () => {
  const form = uploadForm({ file, format: "pdf", options: {}, batch: "b1", batchPosition: 3 });
  assert.deepEqual([...form.keys()], ["format", "batch", "batchPosition", "thumbnail", "file"]);
});
